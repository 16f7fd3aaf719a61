//! Stores, and what the witness says of them.

use canon::Value;
use serde::Deserialize;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use witness::{Settings, json, run};

#[derive(Deserialize)]
struct Order {
    id: i64,
    placed: String,
    note: Option<serde_json::Value>,
}

impl canon::Canonical for Order {
    fn canonical(&self) -> Value {
        let day = self
            .placed
            .strip_prefix("2024-02-")
            .and_then(|day| day.parse::<i64>().ok())
            .map_or(Value::Null, |day| Value::from(19_753 + day));
        Value::record([
            ("id", self.id.into()),
            ("placed", day),
            ("note", self.note.as_ref().map_or(Value::Absent, canon::Canonical::canonical)),
        ])
    }
}

const CONTRACT: &str = "contract: orders
version: 2
key: [id]
fields:
  - {id: 1, name: id, type: i64}
  - {id: 2, name: placed, type: date}
  - {id: 3, name: note, type: json, presence: optional}
";
const ONE: &str = "{\"id\":1,\"placed\":\"2024-02-29\"}\n";
const TWO: &str = "{\"id\":2,\"placed\":\"2024-02-29\"}\n";
const THREE: &str = "{\"id\":3,\"placed\":\"2024-02-01\"}\n";

struct Store {
    folder: PathBuf,
}

impl Store {
    fn of<B: AsRef<[u8]>>(files: &[(&str, B)]) -> Store {
        static STORES: AtomicUsize = AtomicUsize::new(0);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("store-{}", STORES.fetch_add(1, Ordering::Relaxed)));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("contract.yaml"), CONTRACT).unwrap();
        for (name, content) in files {
            let path = folder.join("data").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        Store { folder }
    }

    fn out(&self) -> PathBuf {
        self.folder.join("out.json")
    }

    fn settings(&self, more: &[&str]) -> Settings {
        let path = |name: &str| self.folder.join(name).to_str().unwrap().to_string();
        let mut flags: Vec<String> =
            ["--contract", &path("contract.yaml"), "--path", &path("data"), "--out", &path("out.json")].map(String::from).into();
        flags.extend(more.iter().map(|flag| flag.to_string()));
        Settings::parse(&flags).unwrap()
    }

    /// The statement's slices, as `slice count rejected`.
    fn said(&self, more: &[&str]) -> Result<Vec<String>, String> {
        let settings = self.settings(more);
        run(&settings, json::<Order>(&settings))?;
        let said: serde_json::Value = serde_json::from_slice(&fs::read(self.out()).unwrap()).unwrap();
        assert_eq!((said["contract"].as_str(), said["version"].as_u64()), (Some("orders"), Some(2)));
        let slices = said["slices"].as_array().unwrap().iter();
        Ok(slices.map(|s| format!("{} {} {}", s["slice"].as_str().unwrap(), s["count"], s["rejected"])).collect())
    }
}

fn gzip(text: &str) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(text.as_bytes()).unwrap();
    out.finish().unwrap()
}

fn zstd(text: &str) -> Vec<u8> {
    zstd::encode_all(text.as_bytes(), 3).unwrap()
}

#[test]
fn units_are_the_folders_that_hold_files() {
    let store = Store::of(&[
        ("a.json", ONE.as_bytes().to_vec()),
        ("day=1/x/b.json", TWO.as_bytes().to_vec()),
        ("day=1/c.json.gz", [gzip(ONE), gzip(THREE)].concat()),
        ("day é/d.json.zst", [zstd(THREE), zstd(ONE)].concat()),
        ("_temporary/e.json", b"no data".to_vec()),
        (".hidden/f.json", b"no data".to_vec()),
        ("day=1/_g", b"no data".to_vec()),
        ("_day=2/h", TWO.as_bytes().to_vec()),
    ]);
    assert_eq!(store.said(&[]).unwrap(), [". 1 0", "_day=2 1 0", "day%20%C3%A9 2 0", "day=1 2 0", "day=1/x 1 0"]);
    let left = fs::read_dir(store.folder).unwrap().filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with('.'));
    assert_eq!(left.count(), 0);
}

#[test]
fn units_follow_the_layout() {
    let store = Store::of(&[("eu/day=1/a.json", ONE), ("eu/day=1/deep/b.json", TWO), ("us/day=1/c.json", THREE)]);
    assert_eq!(store.said(&["--units", "{region}/day={day}", "--include", "{a,b,c}.js*"]).unwrap(), ["eu/day=1 2 0", "us/day=1 1 0"]);
    assert!(store.said(&["--units", "day={day}"]).unwrap_err().contains("lies outside the units layout day={day}"));
    assert!(store.said(&["--units", "day={day"]).unwrap_err().contains("is no units layout"));
}

#[test]
fn slices_are_functions_of_the_record() {
    let store = Store::of(&[("a/a.json", format!("{ONE}{THREE}")), ("b/b.json", format!("{TWO}{{}}\nnonsense"))]);
    assert_eq!(
        store.said(&["--slice-by", "day(placed)", "--slice-by", "bucket(1, id)"]).unwrap(),
        ["day(placed)=2024-02-01/bucket(1,id)=0 1 0", "day(placed)=2024-02-29/bucket(1,id)=0 2 0", "unit:b 0 2"]
    );
    assert!(store.said(&["--slice-by", "hour(placed)"]).unwrap_err().contains("a date has no hour"));
}

#[test]
fn what_is_refused_is_counted() {
    let long = format!("{{\"id\":7,\"placed\":\"2024-02-01\",\"note\":\"{}\"}}", "x".repeat(100));
    let store = Store::of(&[(
        "a.json",
        format!(
            "\u{feff}{ONE}{}\n\n{}\n{TWO}{} 1\n{long}",
            r#"{"id":4,"placed":"2024-02-01","extra":1}"#,
            r#"{"id":6,"placed":"2024-02-01","note":{"a":1,"\u0061":2}}"#,
            TWO.trim_end(),
        ),
    )]);
    // The mark, the extra field, the empty line, the duplicate, the text after.
    assert_eq!(store.said(&[]).unwrap(), [". 2 5"]);
    assert_eq!(store.said(&["--bom"]).unwrap(), [". 3 4"]);
    assert_eq!(store.said(&["--unknown-fields", "ignore"]).unwrap(), [". 3 4"]);
    assert_eq!(store.said(&["--duplicate-keys", "last-wins"]).unwrap(), [". 3 4"]);
    assert_eq!(store.said(&["--max-record-bytes", "100"]).unwrap(), [". 1 6"]);
}

#[test]
fn only_a_store_that_is_read_to_its_end_has_a_statement() {
    let packed = gzip(&format!("{ONE}{TWO}{THREE}"));
    let cut = zstd(ONE)[..12].to_vec();
    for (name, content) in [
        ("a.json.gz", packed[..packed.len() - 9].to_vec()),
        ("b.json.gz", [&packed[..], b"x"].concat()),
        ("c.json.zst", cut),
        ("d.json.zst", Vec::new()),
        ("e.json.gz", Vec::new()),
    ] {
        let store = Store::of(&[("0.json", ONE.as_bytes().to_vec()), (name, content)]);
        let why = store.said(&[]).unwrap_err();
        assert!(why.contains(name), "{name}: {why}");
        assert!(!store.out().exists(), "{name}");
    }
    assert!(Store::of(&[("_a.json", ONE)]).said(&[]).unwrap_err().contains("there are no files"));
    let mut remote = Store::of(&[("a.json", ONE)]).settings(&[]);
    remote.path = "s3a://bucket/orders".to_string();
    assert!(run(&remote, |_| Ok(Value::Null)).unwrap_err().contains("no local folder"));
}

#[test]
fn a_line_is_as_long_as_a_record_may_be() {
    let (whole, over) = ("x".repeat(3 << 20), "y".repeat((3 << 20) + 1));
    let store = Store::of(&[("a", format!("{whole}\n{over}\nz\n{whole}"))]);
    let lengths = std::cell::RefCell::new(Vec::new());
    let settings = store.settings(&["--max-record-bytes", &(3 << 20).to_string()]);
    let decode = |text: &[u8]| {
        lengths.borrow_mut().push(text.len());
        Err("not looked at".to_string())
    };
    run(&settings, decode).unwrap();
    assert_eq!(*lengths.borrow(), [3 << 20, 1, 3 << 20]);
}

#[test]
fn a_contract_that_is_wrong_is_named() {
    let store = Store::of(&[("a.json", ONE)]);
    fs::write(store.folder.join("contract.yaml"), format!("{CONTRACT}more: 1\n")).unwrap();
    let why = store.said(&[]).unwrap_err();
    assert!(why.contains("contract.yaml: contract: more is no key here"), "{why}");
    assert!(!Path::new(&store.out()).exists());
}
