//! `lectern serve`, run as its users run it, and asked as browsers ask.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long a machine may take for anything, however busy it is.
const PATIENCE: Duration = Duration::from_secs(120);

const ESSAY: &str = "essays/notes-in-the-margin.md";

/// A page of the essay, and words in it.
const PAGE: &str = "/essays/notes-in-the-margin/";
const WORDS: &str = "Whoever reads with a pencil";

/// A folder with an application, a collection and a place for temporary files.
fn folder() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    support::write_app(dir.path());
    fs::create_dir(dir.path().join("temporary")).unwrap();
    let init = lectern(dir.path(), &["init", "corpus"]).output().unwrap();
    assert!(init.status.success());
    dir
}

fn lectern(dir: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
    let temporary = dir.join("temporary");
    // Named so on Unix and on Windows.
    command.env("TMPDIR", &temporary).env("TEMP", &temporary);
    command.args(arguments).current_dir(dir);
    command
}

/// The command at work; it ends with the test.
struct Served {
    dir: TempDir,
    child: Child,
    port: u16,
    messages: Receiver<String>,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer, taken apart.
struct Reply {
    status: u16,
    head: String,
    body: String,
}

impl Reply {
    fn field(&self, name: &str) -> Option<&str> {
        let fields = self.head.lines().filter_map(|line| line.split_once(": "));
        fields
            .filter(|(field, _)| *field == name)
            .map(|(_, value)| value)
            .next()
    }
}

impl Served {
    fn new(dir: TempDir) -> Self {
        Self::on(dir, &["--port", "0"])
    }

    fn on(dir: TempDir, port: &[&str]) -> Self {
        let arguments = [&["serve", "--app", "app"], port].concat();
        let mut command = lectern(dir.path(), &arguments);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (out, messages) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        let (addresses, messages) = (lines(out), lines(messages));
        let address = addresses.recv_timeout(PATIENCE).unwrap_or_else(|_| {
            let _ = child.kill();
            panic!("no address: {:?}", messages.iter().collect::<Vec<_>>());
        });
        let port = address.strip_prefix("http://127.0.0.1:");
        let port = port.and_then(|port| port.strip_suffix('/')).unwrap();
        Self {
            port: port.parse().unwrap(),
            dir,
            child,
            messages,
        }
    }

    /// The messages up to one that contains these words.
    fn wait_for(&self, words: &str) -> String {
        let mut all = String::new();
        while !all.contains(words) {
            let line = self.messages.recv_timeout(PATIENCE);
            all += &line.unwrap_or_else(|_| panic!("no {words:?} in {all:?}"));
            all.push('\n');
        }
        all
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// What the server says to these bytes.
    fn send(&self, bytes: &str) -> Reply {
        let mut stream = self.connect();
        stream.write_all(bytes.as_bytes()).unwrap();
        let mut all = Vec::new();
        stream.read_to_end(&mut all).unwrap();
        let all = String::from_utf8_lossy(&all);
        let (head, body) = all.split_once("\r\n\r\n").unwrap();
        Reply {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            head: head.to_owned(),
            body: body.to_owned(),
        }
    }

    fn get(&self, target: &str) -> Reply {
        self.send(&format!(
            "GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n",
            self.port
        ))
    }

    /// Listens for changes as a page of this version does.
    fn listen(&self, version: &str) -> BufReader<TcpStream> {
        let mut stream = self.connect();
        let asked = format!("GET /.lectern/changes?{version} HTTP/1.1\r\n\r\n");
        stream.write_all(asked.as_bytes()).unwrap();
        let mut stream = BufReader::new(stream);
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert_ne!(stream.read_line(&mut head).unwrap(), 0, "{head}");
        }
        assert!(
            head.contains("Content-Type: text/event-stream\r\n"),
            "{head}"
        );
        stream
    }

    fn change(&self, file: &str, from: &str, to: &str) {
        let path = self.dir.path().join("corpus").join(file);
        let before = fs::read_to_string(&path).unwrap();
        let after = before.replacen(from, to, 1);
        assert_ne!(before, after, "{file} has no {from}");
        fs::write(path, after).unwrap();
    }
}

/// The lines of a stream, as they come.
fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    receiver
}

/// The version that a page of the site says it has.
fn version(page: &str) -> &str {
    let (_, rest) = page.split_once("/.lectern/reload.js?").unwrap();
    rest.split_once('"').unwrap().0
}

/// The next change that a page hears of.
fn event(stream: &mut BufReader<TcpStream>) -> String {
    let mut line = String::new();
    let begun = Instant::now();
    loop {
        // The pulse of a connection without news ends no wait for a line.
        assert!(begun.elapsed() < PATIENCE, "nothing has changed");
        line.clear();
        assert_ne!(stream.read_line(&mut line).unwrap(), 0, "it hung up");
        if let Some(version) = line.strip_prefix("data: ") {
            return version.trim_end().to_owned();
        }
    }
}

#[test]
fn files_are_sent_as_a_host_sends_them() {
    let dir = folder();
    fs::create_dir(dir.path().join("corpus/essays/figures")).unwrap();
    fs::write(dir.path().join("corpus/essays/figures/dot.png"), "a dot").unwrap();
    let essay = dir.path().join("corpus").join(ESSAY);
    let text = fs::read_to_string(&essay).unwrap() + "\n![A dot.](figures/dot.png)\n";
    fs::write(essay, text).unwrap();
    let served = Served::new(dir);

    let page = served.get(PAGE).body;
    let asset = |extension: &str| {
        let end = page.find(&format!("{extension}\"")).unwrap() + extension.len();
        let start = page[..end].rfind('"').unwrap() + 1;
        page[start..end].replace("../", "/").replace("//", "/")
    };
    let html = "text/html; charset=utf-8";
    let script = "text/javascript; charset=utf-8";
    for (target, kind) in [
        ("/".to_owned(), html),
        ("/?q=pencil".to_owned(), html),
        (PAGE.to_owned(), html),
        (format!("{PAGE}index.html"), html),
        ("/themes/annotation/".to_owned(), html),
        (asset(".css"), "text/css; charset=utf-8"),
        (asset(".js"), script),
        (asset(".wasm"), "application/wasm"),
        ("/essays/figures/dot.png".to_owned(), "image/png"),
        ("/.lectern/reload.js".to_owned(), script),
    ] {
        let reply = served.get(&target);
        assert_eq!(reply.status, 200, "{target}");
        assert_eq!(reply.field("Content-Type"), Some(kind), "{target}");
        assert_eq!(reply.field("Cache-Control"), Some("no-store"), "{target}");
        assert!(!reply.body.is_empty(), "{target}");
        let length = reply.body.len().to_string();
        assert_eq!(reply.field("Content-Length"), Some(&*length), "{target}");

        let head = served.send(&format!("HEAD {target} HTTP/1.1\r\n\r\n"));
        assert_eq!((head.head, head.body), (reply.head, String::new()));
    }
    assert!(page.contains(WORDS));

    for (request, status, field) in [
        (
            "GET /essays/notes-in-the-margin?q=a",
            302,
            ("Location", "/essays/notes-in-the-margin/?q=a"),
        ),
        ("POST /", 405, ("Allow", "GET, HEAD")),
        ("GET / and more", 400, ("Connection", "close")),
    ] {
        let reply = served.send(&format!("{request} HTTP/1.1\r\n\r\n"));
        assert_eq!(reply.status, status, "{request}");
        assert_eq!(reply.field(field.0), Some(field.1), "{request}");
    }
    let foreign = served.send("GET / HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n");
    assert_eq!(foreign.status, 403);
}

#[test]
fn nothing_outside_the_site_is_sent() {
    let dir = folder();
    let secret = dir.path().join("temporary/secret.txt");
    fs::write(&secret, "secret").unwrap();
    let absolute = secret.to_str().unwrap().to_owned();
    let served = Served::new(dir);
    for target in [
        "/nowhere",
        "/nowhere/",
        "/essays/nowhere/",
        "/../secret.txt",
        "/../../secret.txt",
        "/essays/../../../secret.txt",
        "/%2e%2e/%2e%2e/secret.txt",
        "/..%2f..%2fsecret.txt",
        "/..%5c..%5csecret.txt",
        "/./index.html",
        &absolute,
        &format!("/{absolute}"),
        &format!("/%2F{}", &absolute[1..]),
        &format!("file://{absolute}"),
        "secret.txt",
        "/%00",
        "/%ff",
    ] {
        let reply = served.get(target);
        assert_eq!(reply.status, 404, "{target}");
        // The site's own page for lost addresses, whose links start from the root.
        assert!(
            reply.body.contains("href=\"/\""),
            "{target}: {}",
            reply.body
        );
        assert!(!reply.body.contains("secret"), "{target}");
    }
}

#[test]
fn a_change_reaches_the_page() {
    let served = Served::new(folder());
    let page = served.get(PAGE).body;
    let first = version(&page).to_owned();
    let mut changes = served.listen(&first);
    served.change(ESSAY, WORDS, "Whoever reads with a brush");
    let second = event(&mut changes);
    assert_ne!(first, second);
    let page = served.get(PAGE).body;
    assert!(page.contains("with a brush") && !page.contains(WORDS));
    assert_eq!(version(&page), second);
    // A page that slept through the change hears of it when it asks again.
    assert_eq!(event(&mut served.listen(&first)), second);

    // What is built is the site itself, without what reloads it.
    let site = fs::read_dir(served.dir.path().join("temporary")).unwrap();
    let folder = site.map(|entry| entry.unwrap().path()).next().unwrap();
    let built = fs::read_to_string(folder.join("2").join(&PAGE[1..]).join("index.html")).unwrap();
    assert!(built.contains("with a brush") && !built.contains(".lectern"));
    let (before, after) = page
        .split_once("<script type=\"module\" src=\"/.lectern")
        .unwrap();
    let after = after.split_once("</script>\n").unwrap().1;
    assert_eq!(format!("{before}{after}"), built);
}

#[test]
fn a_change_at_fault_changes_nothing() {
    let served = Served::new(folder());
    served.wait_for("Ctrl-C ends");
    let shown = || {
        let page = served.get(PAGE).body;
        assert!(page.contains(WORDS));
        version(&page).to_owned()
    };
    let mut known = shown();
    for (file, from, to, expected) in [
        (
            ESSAY,
            "published: 2026-11-28",
            "published: soon",
            "corpus/essays/notes-in-the-margin.md:7: error: `published`: \"soon\" is no date",
        ),
        (
            "themes.toml",
            "id = \"excerpts\"",
            "id = \"excerpts",
            "corpus/themes.toml:",
        ),
        (
            "corpus.toml",
            "title.en = \"Notes in the margin\"",
            "title.en = ",
            "corpus/corpus.toml:",
        ),
    ] {
        served.change(file, from, to);
        let said = served.wait_for("stays as it was");
        assert!(said.replace('\\', "/").contains(expected), "{said}");
        assert_eq!(shown(), known, "{file}");

        // Mended, the site is built again, and the page hears of that alone.
        let mut changes = served.listen(&known);
        served.change(file, to, from);
        known = event(&mut changes);
        assert_eq!(shown(), known, "{file}");
    }

    let file = served.dir.path().join("corpus/corpus.toml");
    let aside = served.dir.path().join("corpus.toml");
    fs::rename(&file, &aside).unwrap();
    let said = served.wait_for("stays as it was");
    assert!(
        said.contains("error: corpus has no corpus.toml: "),
        "{said}"
    );
    assert_eq!(shown(), known);
}

/// A site with faults is shown while nothing better is there, and faults go one by one.
#[test]
fn faults_that_are_known_hide_no_change() {
    let dir = folder();
    let essay = dir.path().join("corpus").join(ESSAY);
    let text = fs::read_to_string(&essay).unwrap();
    fs::write(
        &essay,
        text.replace("published: 2026-11-28", "published: soon"),
    )
    .unwrap();
    let served = Served::new(dir);
    served.wait_for("1 error,");
    let mut changes = served.listen(version(&served.get(PAGE).body));
    served.change(ESSAY, WORDS, "Whoever reads with a brush");
    event(&mut changes);
    assert!(served.get(PAGE).body.contains("with a brush"));
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_nothing() {
    for signal in ["-INT", "-TERM"] {
        let mut served = Served::new(folder());
        let temporary = served.dir.path().join("temporary");
        assert_eq!(fs::read_dir(&temporary).unwrap().count(), 1);
        // A page that listens keeps nobody from ending.
        let _changes = served.listen(version(&served.get(PAGE).body));
        let id = served.child.id().to_string();
        let kill = Command::new("kill").args([signal, &id]).status().unwrap();
        assert!(kill.success());
        assert_eq!(served.child.wait().unwrap().code(), Some(0), "{signal}");
        assert_eq!(fs::read_dir(&temporary).unwrap().count(), 0, "{signal}");
    }
}

#[test]
fn what_cannot_be_served_is_named() {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let in_use = format!(
        "error: port {port} is in use: end the program that listens there, or choose another with \
         --port (0 takes any that is free)\n"
    );
    let no_corpus = "error: nowhere has no corpus.toml: name a corpus folder; it holds corpus.toml, \
                     themes.toml and essays/\n";
    let dir = folder();
    for (arguments, status, expected) in [
        (["--corpus", "corpus", "--port", &port], 1, in_use.as_str()),
        (["--corpus", "nowhere", "--port", "0"], 1, no_corpus),
        (
            ["--corpus", "corpus", "--port", "many"],
            2,
            "invalid value 'many'",
        ),
    ] {
        let arguments = [&["serve", "--app", "app"], &arguments[..]].concat();
        let output = lectern(dir.path(), &arguments).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(expected), "{arguments:?}: {said}");
        assert_eq!(output.status.code(), Some(status), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
    let left = fs::read_dir(dir.path().join("temporary")).unwrap();
    assert_eq!(left.count(), 0);
}

/// Where no port is asked for, one that is taken is passed over.
#[test]
fn without_a_port_the_next_free_one_is_taken() {
    // Ours or another program's: 8080 is in use now.
    let _taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 8080));
    let served = Served::on(folder(), &[]);
    assert!((8081..8100).contains(&served.port), "{}", served.port);
    assert_eq!(served.get(PAGE).status, 200);
}
