//! Imports run one way.

use super::Finding;
use super::graph::Graph;
use super::pure::PURE;
use super::tree::Tree;

/// The packages that know what an essay is.
const DOMAIN: [&str; 8] = [
    "corpus", "ingest", "search", "themes", "marks", "cite", "site", "lectern",
];

/// What nothing may be built upon.
const ENDS: [&str; 3] = ["cli", "xtask", "xtask-wasm-bindgen"];

/// Dependencies that the architecture forbids, each with the way to it.
pub fn check(tree: &Tree) -> Vec<Finding> {
    findings(&tree.graph)
}

fn findings(graph: &Graph) -> Vec<Finding> {
    let pure = PURE.iter().filter_map(|name| {
        forbidden(
            graph,
            name,
            is_of_the_page,
            "is pure and must not reach the page's crates",
        )
    });
    let is_domain = |name: &str| DOMAIN.contains(&name);
    let browser = forbidden(graph, "browser", is_domain, "must know no domain crate");
    let is_end = |name: &str| ENDS.contains(&name);
    let upon_ends = graph
        .members()
        .filter_map(|name| forbidden(graph, name, is_end, "must not build upon a command"));
    pure.chain(browser).chain(upon_ends).collect()
}

fn is_of_the_page(name: &str) -> bool {
    matches!(
        name,
        "yew" | "web-sys" | "js-sys" | "wasm-bindgen" | "browser"
    ) || name == "gloo"
        || name.starts_with("gloo-")
}

fn forbidden(
    graph: &Graph,
    member: &str,
    is_forbidden: impl Fn(&str) -> bool,
    why: &str,
) -> Option<Finding> {
    let way = graph.path(member, is_forbidden)?.join(" → ");
    Some(Finding::new(
        "Cargo.toml",
        0,
        format!("`{member}` {why}: {way}"),
    ))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    /// `edges`: "a b" is a normal dependency, "a b dev" one for tests.
    fn graph(members: &[&str], edges: &[&str]) -> Graph {
        let words = |edge: &&str| edge.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let edges: Vec<Vec<String>> = edges.iter().map(words).collect();
        let names = members.iter().map(|name| (*name).to_owned());
        let mut names: Vec<String> = names
            .chain(edges.iter().map(|edge| edge[1].clone()))
            .collect();
        names.sort();
        names.dedup();
        let packages = names
            .iter()
            .map(|name| serde_json::json!({ "id": name, "name": name, "dependencies": [] }));
        let nodes = names.iter().map(|name| {
            let of_name = edges.iter().filter(|edge| edge[0] == **name);
            let deps = of_name.map(|edge| {
                serde_json::json!({ "pkg": edge[1], "dep_kinds": [{ "kind": edge.get(2) }] })
            });
            serde_json::json!({ "id": name, "deps": deps.collect::<Vec<_>>() })
        });
        let metadata = serde_json::json!({
            "packages": packages.collect::<Vec<_>>(),
            "workspace_members": members,
            "resolve": { "nodes": nodes.collect::<Vec<_>>() },
        });
        Graph::parse(&metadata.to_string()).unwrap()
    }

    fn check(members: &[&str], edges: &[&str], expect: &Expect) {
        expect.assert_eq(&super::super::lines(&findings(&graph(members, edges))));
    }

    #[test]
    fn the_way_is_shown() {
        check(
            &["search", "corpus"],
            &["search corpus", "corpus helper", "helper js-sys"],
            &expect![[r#"
                Cargo.toml: `corpus` is pure and must not reach the page's crates: corpus → helper → js-sys
                Cargo.toml: `search` is pure and must not reach the page's crates: search → corpus → helper → js-sys
            "#]],
        );
    }

    #[test]
    fn browser_and_commands() {
        check(
            &["browser", "cli", "corpus", "site"],
            &["browser corpus", "site cli"],
            &expect![[r#"
                Cargo.toml: `browser` must know no domain crate: browser → corpus
                Cargo.toml: `site` must not build upon a command: site → cli
            "#]],
        );
    }

    #[test]
    fn tests_may_use_what_they_like() {
        check(&["marks"], &["marks yew dev", "marks serde"], &expect![""]);
    }
}
