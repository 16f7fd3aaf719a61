//! The store in git, as the program itself reads it.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

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

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_demo-rust")).args(arguments).output().unwrap()
}

fn witness(store: &Path, out: &Path) -> Output {
    let contract = demo().join("../../../conf/contracts/flights.yaml");
    let [contract, store, out] = [&contract, store, out].map(|path| path.to_str().unwrap());
    run(&["witness", "--contract", contract, "--path", store, "--out", out])
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

/// A store of that day's file alone.
fn store_of(root: &Path, day: &str) -> PathBuf {
    let folder = root.join("store").join(day);
    fs::create_dir_all(&folder).unwrap();
    fs::copy(demo().join("rust").join(day).join("part-0.json.zst"), folder.join("part-0.json.zst")).unwrap();
    root.join("store")
}

fn flips(store: &Path, out: &Path, count: &str) -> Vec<serde_json::Value> {
    let (store, out_path) = (store.to_str().unwrap(), out.to_str().unwrap());
    let done = run(&["flips", "--path", store, "--out", out_path, "--count", count, "--packed", "16"]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    fs::read_to_string(out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn bits_are_turned_over_beside_the_lines_around_them() {
    let root = folder("flips");
    let store = store_of(&root, "day=2013-02-09");
    let text = lines("day=2013-02-09");
    let all = flips(&store, &root.join("flips.jsonl"), "300");
    let of = |what: &str| all.iter().filter(|flip| flip["of"] == what).collect::<Vec<_>>();
    assert_eq!((of("lines").len(), of("stored").len(), of("edge").len()), (300, 16, 24 * 8));
    for flip in of("lines") {
        let (from, to) = (flip["from"].as_u64().unwrap() as usize, flip["to"].as_u64().unwrap() as usize);
        let at = flip["at"].as_u64().unwrap() as usize;
        assert!(from <= at && at < to);
        assert!(from == 0 || text[from - 1] == b'\n');
        assert_eq!(text[to - 1], b'\n');
        let read = |of: &str| flip[of].as_array().unwrap().iter().filter(|line| line["digest"].is_string()).count();
        let before = flip["before"].as_array().unwrap().len();
        assert_eq!(read("before"), before);
        match flip["became"].as_str().unwrap() {
            "malformed" => assert!(read("after") < before),
            "changed" => assert!(read("after") == before && flip["before"] != flip["after"]),
            became => assert_eq!((became, &flip["before"]), ("kept", &flip["after"])),
        }
    }
    // That bit of a frame's header means nothing; no other does here.
    for flip in of("edge") {
        let kept = flip["at"] == 4 && flip["bit"] == 4;
        assert_eq!(flip["became"], if kept { "kept" } else { "unreadable" });
        assert_eq!(flip["count"], if kept { 684.into() } else { serde_json::Value::Null });
    }
    assert_eq!(flips(&store, &root.join("again.jsonl"), "300"), all);
}

#[test]
fn a_line_that_lost_its_end_is_one_with_the_next() {
    let root = folder("merged");
    let day = root.join("store/day=2013-02-08");
    fs::create_dir_all(&day).unwrap();
    // Two short lines, so that the line feeds are hit often.
    let packed = zstd::encode_all(&b"[1]\n{}\n"[..], 3).unwrap();
    fs::write(day.join("part-0.json.zst"), packed).unwrap();
    let all = flips(&root.join("store"), &root.join("flips.jsonl"), "200");
    let merged = all.iter().filter(|flip| flip["of"] == "lines" && flip["at"] == 3).collect::<Vec<_>>();
    assert!(merged.len() > 4);
    for flip in merged {
        assert_eq!(flip["before"], serde_json::json!([{"at": 0}, {"at": 4}]));
        assert_eq!(flip["after"], serde_json::json!([{"at": 0}]));
        assert_eq!(flip["became"], "malformed");
    }
}
