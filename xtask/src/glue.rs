//! Shortening the names by which the halves of a program know each other. wasm-bindgen ends each with
//! a hash of 16 digits, which stands in both halves, and which no compression makes any smaller.

use anyhow::{Result, ensure};

/// What every module begins with: the magic number and version 1.
const HEAD: [u8; 8] = *b"\0asm\x01\0\0\0";

/// The number of the section of imports, and of a function among them.
const IMPORTS: u8 = 2;
const FUNCTION: u8 = 0;

/// How many digits the hash at the end of a name has.
const DIGITS: usize = 16;

/// A module and its JavaScript, with short names for what the one imports from the other.
pub fn shorten(module: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut reader = Reader(module);
    ensure!(
        reader.take(HEAD.len())? == HEAD,
        "a module without its head"
    );
    let (mut short, mut glue) = (HEAD.to_vec(), glue.to_owned());
    while !reader.0.is_empty() {
        let kind = reader.take(1)?[0];
        let length = reader.number()?;
        let section = reader.take(length)?;
        let section = if kind == IMPORTS {
            imports(section, &mut glue)?
        } else {
            section.to_vec()
        };
        short.push(kind);
        push_long(&mut short, &section);
    }
    Ok((short, glue))
}

/// The section of imports with short names, which the glue has from then on as well.
fn imports(section: &[u8], glue: &mut String) -> Result<Vec<u8>> {
    let mut reader = Reader(section);
    let mut short = Vec::with_capacity(section.len());
    let count = reader.number()?;
    push_number(&mut short, count);
    for number in 0..count {
        let from = reader.text()?;
        let name = std::str::from_utf8(reader.text()?)?;
        ensure!(
            reader.take(1)? == [FUNCTION],
            "{name} is imported and no function"
        );
        let kind = reader.number()?;
        push_long(&mut short, from);
        if is_hashed(name) {
            let new = format!("_{number:x}");
            ensure!(glue.contains(name), "the glue does not give {name}");
            *glue = glue.replace(name, &new);
            push_long(&mut short, new.as_bytes());
        } else {
            push_long(&mut short, name.as_bytes());
        }
        short.push(FUNCTION);
        push_number(&mut short, kind);
    }
    Ok(short)
}

/// Names that end so are all of one kind: none is the beginning of another.
fn is_hashed(name: &str) -> bool {
    let hash = name.rsplit_once('_').map_or("", |(_, hash)| hash);
    hash.len() == DIGITS && hash.bytes().all(|digit| digit.is_ascii_hexdigit())
}

/// The bytes that are left to be read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        ensure!(length <= self.0.len(), "a module that breaks off");
        let (taken, rest) = self.0.split_at(length);
        self.0 = rest;
        Ok(taken)
    }

    /// An unsigned number in LEB128 of at most 32 bits.
    fn number(&mut self) -> Result<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.take(1)?[0];
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        anyhow::bail!("a number of more than 32 bits")
    }

    fn text(&mut self) -> Result<&'a [u8]> {
        let length = self.number()?;
        self.take(length)
    }
}

fn push_number(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Bytes with their number before them.
fn push_long(bytes: &mut Vec<u8>, content: &[u8]) {
    push_number(bytes, content.len());
    bytes.extend(content);
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASHED: &str = "__wbg_call_0123456789abcdef";

    /// A module that imports these functions, with a section before and one after.
    fn module(names: &[&str]) -> Vec<u8> {
        let mut imports = Vec::new();
        push_number(&mut imports, names.len());
        for (kind, name) in names.iter().enumerate() {
            push_long(&mut imports, b"./glue.js");
            push_long(&mut imports, name.as_bytes());
            imports.push(FUNCTION);
            push_number(&mut imports, kind + 100);
        }
        let mut module = HEAD.to_vec();
        for (kind, section) in [(1, &b"types"[..]), (IMPORTS, &imports), (10, &[7; 300])] {
            module.push(kind);
            push_long(&mut module, section);
        }
        module
    }

    #[test]
    fn only_names_with_hashes_change() {
        let other = "__wbg_then_fedcba9876543210";
        let long = module(&[HASHED, "__wbindgen_throw", other]);
        let glue = format!("{{{HASHED}: call, __wbindgen_throw: stop, {other}: {HASHED}}}");
        let (short, glue) = shorten(&long, &glue).unwrap();
        assert_eq!(short, module(&["_0", "__wbindgen_throw", "_2"]));
        assert_eq!(glue, "{_0: call, __wbindgen_throw: stop, _2: _0}");
        assert_eq!(shorten(&short, &glue).unwrap(), (short, glue), "once");
    }

    #[test]
    fn what_does_not_fit_together_is_an_error() {
        let module = module(&[HASHED]);
        assert!(shorten(&module, "nothing").is_err());
        assert!(shorten(b"<!doctype html>", HASHED).is_err());
        for cut in [1, 9, 30, module.len() - 1] {
            assert!(shorten(&module[..cut], HASHED).is_err(), "{cut}");
        }
    }
}
