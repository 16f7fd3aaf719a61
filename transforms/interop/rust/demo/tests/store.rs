//! The store in git, as the program itself reads it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo")
}

/// A fresh folder of that name, away from the sources.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_demo-rust"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn witness(store: &Path, out: &Path) -> Output {
    let contract = demo().join("../../../conf/contracts/flights.yaml");
    let [contract, store, out] = [&contract, store, out].map(|path| path.to_str().unwrap());
    run(&["witness", "--contract", contract, "--path", store, "--out", out], b"")
}

/// The lines of one day.
fn lines(day: &str) -> Vec<u8> {
    let file = fs::File::open(demo().join("rust").join(day).join("part-0.json.zst")).unwrap();
    let mut text = Vec::new();
    zstd::stream::read::Decoder::new(file).unwrap().read_to_end(&mut text).unwrap();
    text
}

fn slice(statement: &Path, index: usize) -> serde_json::Value {
    let said: serde_json::Value = serde_json::from_slice(&fs::read(statement).unwrap()).unwrap();
    said["slices"][index].clone()
}

#[test]
fn the_witness_says_again_what_is_in_git() {
    let root = folder("again");
    let day = root.join("store/day=2013-02-01");
    fs::create_dir_all(&day).unwrap();
    fs::write(day.join("part-0.json"), lines("day=2013-02-01")).unwrap();
    let out = root.join("out.json");
    let done = witness(&root.join("store"), &out);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(slice(&out, 0), slice(&demo().join("rust.witness.json"), 0));
}

#[test]
fn a_line_that_is_refused_is_counted_beside_the_tally() {
    let root = folder("refused");
    let day = root.join("store/day=2013-02-08");
    fs::create_dir_all(&day).unwrap();
    let text = String::from_utf8(lines("day=2013-02-08")).unwrap();
    let twice = text.replacen("\"minutes\":{", "\"minutes\":{\"scheduled\":1,", 1);
    let unknown = twice.replacen("{\"flight_id\":", "{\"extra\":1,\"flight_id\":", 2);
    fs::write(day.join("part-0.json"), unknown).unwrap();
    let out = root.join("out.json");
    assert!(witness(&root.join("store"), &out).status.success());
    let said = slice(&out, 0);
    // The first line has both faults, the second one.
    assert_eq!(said["rejected"], 2);
    assert_eq!(said["count"], text.lines().count() - 2);
}

#[test]
fn a_truncated_file_is_no_statement() {
    let root = folder("truncated");
    let day = root.join("store/day=2013-02-08");
    fs::create_dir_all(&day).unwrap();
    let packed = fs::read(demo().join("rust/day=2013-02-08/part-0.json.zst")).unwrap();
    fs::write(day.join("part-0.json.zst"), &packed[..packed.len() / 2]).unwrap();
    let out = root.join("out.json");
    let done = witness(&root.join("store"), &out);
    assert_eq!(done.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&done.stderr).contains("part-0.json.zst: "));
    assert!(!out.exists());
}

#[test]
fn the_oracle_tells_what_became_of_a_line() {
    let text = String::from_utf8(lines("day=2013-02-08")).unwrap();
    let line = text.lines().next().unwrap();
    let pairs: String = [
        line.to_string(),
        line.replacen("\"title\"", "\"tjtle\"", 1),
        line.replacen("\"distance_mi\":", "\"distance_mi\":1", 1),
        line.replacen(":", ": ", 1),
        format!("{line}\n{line}"),
        line.replacen("e", "\n", 1),
    ]
    .iter()
    .map(|became| format!("{}\t{}\n", STANDARD.encode(line), STANDARD.encode(became)))
    .collect();
    let done = run(&["oracle"], pairs.as_bytes());
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let answers = String::from_utf8(done.stdout).unwrap();
    let answers: Vec<&str> = answers.lines().collect();
    assert_eq!(answers.len(), 6);
    assert_eq!(&answers[..4], &["same", "malformed", "changed", "same"]);
    assert_eq!(&answers[4..], &["changed", "malformed"]);
}
