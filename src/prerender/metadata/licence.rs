//! Licences by their addresses.

/// Where a licence can be read that is given by its SPDX identifier or its address.
pub(super) fn licence_url(licence: &str) -> Option<String> {
    if licence.starts_with("https://") {
        return Some(licence.to_owned());
    }
    if licence == "CC0-1.0" {
        return Some("https://creativecommons.org/publicdomain/zero/1.0/".to_owned());
    }
    let (kind, version) = licence.strip_prefix("CC-")?.rsplit_once('-')?;
    let is_version = version
        .chars()
        .all(|scalar| scalar.is_ascii_digit() || scalar == '.');
    let is_kind = matches!(
        kind,
        "BY" | "BY-SA" | "BY-ND" | "BY-NC" | "BY-NC-SA" | "BY-NC-ND"
    );
    (is_version && is_kind).then(|| {
        format!(
            "https://creativecommons.org/licenses/{}/{version}/",
            kind.to_lowercase()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences() {
        for (licence, url) in [
            (
                "CC-BY-4.0",
                Some("https://creativecommons.org/licenses/by/4.0/"),
            ),
            (
                "CC-BY-NC-SA-3.0",
                Some("https://creativecommons.org/licenses/by-nc-sa/3.0/"),
            ),
            (
                "CC0-1.0",
                Some("https://creativecommons.org/publicdomain/zero/1.0/"),
            ),
            (
                "https://example.org/licence",
                Some("https://example.org/licence"),
            ),
            ("CC-BY-latest", None),
            ("All rights reserved", None),
        ] {
            assert_eq!(licence_url(licence).as_deref(), url, "{licence}");
        }
    }
}
