#!/usr/bin/env python3
"""Tallystick on S3: store and state root on s3a://, against a server on a free port of the loopback.

The server refuses every request whose signature was not made with the one key it knows, and that key reaches the program
only through spark-defaults.conf in SPARK_CONF_DIR. Runs every job through ./tallystick, compares exit codes and answers with
what is planted, and looks for the key in everything that the program printed or left behind.
"""

import contextlib
import gzip
import hashlib
import hmac
import io
import json
import logging
import os
import re
import secrets
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import boto3
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

ROOT = Path(__file__).resolve().parent.parent.parent
BUCKET = "history"
DAYS = ("2024-01-01", "2024-01-02")
RECORDS = 200

CONTRACT = """
contract: orders
version: 1
key: [id]
fields:
  - {id: 1, name: id, type: i64}
  - {id: 2, name: customer, type: string, presence: nullable}
  - {id: 3, name: paid_at, type: "timestamp(9)"}
  - {id: 4, name: total, type: f64}
"""

MIGRATION = """
migration: orders
contract: contract.yaml
state: s3a://history/state
canonical: {path: "s3a://history/lake/orders"}
source:
  runtime: go
  dialect: go/encoding-json@1.22
  store: {kind: files, path: "s3a://history/go", units: "day={day}"}
  framing: {kind: lines}
  record: Order
  types:
    Order:
      struct:
        - {name: id, type: int64}
        - {name: customer, type: "*string"}
        - {name: paid_at, type: time.Time}
        - {name: total, type: float64}
target:
  runtime: rust
  dialect: rust/serde-json@zmij
  store: {kind: files, path: "s3a://history/rust", units: "day={day}"}
  record: Order
  types:
    Order:
      struct:
        - {name: id, type: i64}
        - {name: customer, type: Option<String>}
        - {name: paid_at, type: "DateTime<Utc>"}
        - {name: total, type: f64}
checks:
  - {check: unique, fields: [id]}
"""


def record(identity):
    customer = "null" if identity % 5 == 0 else f'"Zo\u00eb {identity}"'
    return f'{{"id":{identity},"customer":{customer},"paid_at":"2024-01-01T10:00:00.123456789Z","total":{identity / 8}}}\n'


def upload(s3):
    """The history of both services: two days, in Rust's a changed name, in Go's a record that breaks off."""
    for number, day in enumerate(DAYS):
        records = [record(number * 1000 + i) for i in range(RECORDS)]
        rust = "".join(records).replace("Zo\u00eb 1007", "Zoe 1007")
        go = "".join(records) + ('{"id":\n' if number == 0 else "")
        s3.put_object(Bucket=BUCKET, Key=f"go/day={day}/a.json.gz", Body=gzip.compress(go.encode()))
        s3.put_object(Bucket=BUCKET, Key=f"rust/day={day}/a.json", Body=rust.encode())


class Signed:
    """Lets requests through to the server that are signed with the key, as AWS Signature Version 4 says, and no others.

    The server has such a check itself, but it reads the headers of the Java SDK otherwise than that SDK signs them.
    """

    FORM = re.compile(r"AWS4-HMAC-SHA256 Credential=([^/]+)/(.+?),\s*SignedHeaders=(.+?),\s*Signature=([0-9a-f]{64})")

    def __init__(self, app, key):
        self.app = app
        self.key = key
        self.refused = 0

    def __call__(self, environ, start_response):
        if self.is_signed(environ):
            return self.app(environ, start_response)
        self.refused += 1
        start_response("403 Forbidden", [("Content-Type", "application/xml")])
        return [b"<Error><Code>SignatureDoesNotMatch</Code><Message>The signature is not that of the key.</Message></Error>"]

    def is_signed(self, environ):
        form = self.FORM.match(environ.get("HTTP_AUTHORIZATION", ""))
        if not form or form[1] != self.key["AccessKeyId"]:
            return False
        path, _, query = environ["RAW_URI"].partition("?")
        pairs = sorted(pair if "=" in pair else pair + "=" for pair in query.split("&") if pair)
        names = form[3].split(";")
        headers = "".join(f"{name}:{self.header(environ, name)}\n" for name in names)
        request = "\n".join([
            environ["REQUEST_METHOD"], path, "&".join(pairs), headers, form[3], environ.get("HTTP_X_AMZ_CONTENT_SHA256", ""),
        ])
        text = "\n".join([
            "AWS4-HMAC-SHA256", environ.get("HTTP_X_AMZ_DATE", ""), form[2], hashlib.sha256(request.encode("latin-1")).hexdigest(),
        ])
        signature = ("AWS4" + self.key["SecretAccessKey"]).encode()
        for part in [*form[2].split("/"), text]:
            signature = hmac.new(signature, part.encode(), hashlib.sha256).digest()
        return hmac.compare_digest(signature.hex(), form[4])

    @staticmethod
    def header(environ, name):
        variable = name.upper().replace("-", "_")
        value = environ.get(variable if variable in ("CONTENT_TYPE", "CONTENT_LENGTH") else "HTTP_" + variable, "")
        return " ".join(value.split())


@contextlib.contextmanager
def serving(app):
    """The endpoint, while the server runs."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=MotoRequestHandler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


class Check:
    def __init__(self, folder, endpoint):
        self.folder = folder
        self.endpoint = endpoint
        self.passed = 0
        self.failed = 0
        self.printed = io.StringIO()

    def expect(self, what, actual, expected):
        if actual == expected:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED {what}: {actual!r}, not {expected!r}")

    def tallystick(self, key, *words):
        """Runs the launcher, with a key that only its configuration holds."""
        conf = self.folder / "conf"
        conf.mkdir(exist_ok=True)
        settings = {
            "endpoint": self.endpoint,
            "endpoint.region": "us-east-1",
            "path.style.access": "true",
            "connection.ssl.enabled": "false",
            "aws.credentials.provider": "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider",
            "access.key": key["AccessKeyId"],
            "secret.key": key["SecretAccessKey"],
            "attempts.maximum": "2",
        }
        lines = [f"spark.hadoop.fs.s3a.{name} {value}\n" for name, value in settings.items()]
        # What a history server is given to read.
        lines.append(f"spark.eventLog.enabled true\nspark.eventLog.dir {(self.folder / 'events').as_uri()}\n")
        (self.folder / "events").mkdir(exist_ok=True)
        (self.folder / "tmp").mkdir(exist_ok=True)
        defaults = conf / "spark-defaults.conf"
        defaults.write_text("".join(lines))
        defaults.chmod(0o600)
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "SPARK_"))}
        environment["SPARK_CONF_DIR"] = str(conf)
        environment["TALLYSTICK_JAVA_OPTS"] = f"-Djava.io.tmpdir={self.folder / 'tmp'}"
        command, *more = words
        migration = str(self.folder / "migration.yaml")
        at = 1 if command in ("quarantine",) else 0
        ended = subprocess.run(
            [str(ROOT / "tallystick"), command, *more[:at], migration, *more[at:]],
            cwd=self.folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600, check=False,
        )
        self.printed.write(ended.stdout + ended.stderr)
        print(f"tallystick {' '.join(words)}: {ended.returncode}")
        if ended.returncode in (1, 2, 3):
            print(ended.stderr[-3000:])
        return ended


def run(check, s3, key):
    backfill = check.tallystick(key, "backfill")
    check.expect("backfill ends", backfill.returncode, 20)
    check.expect("backfill counts", f"1 of {len(DAYS) * RECORDS + 1} records are in quarantine" in backfill.stdout, True)
    # The same bytes under a newer modification time: their etag tells that nothing changed.
    touched = f"go/day={DAYS[1]}/a.json.gz"
    s3.put_object(Bucket=BUCKET, Key=touched, Body=s3.get_object(Bucket=BUCKET, Key=touched)["Body"].read())
    again = check.tallystick(key, "backfill")
    check.expect("a second backfill has nothing to do", "nothing to do: 2 units" in again.stdout, True)

    verify = check.tallystick(key, "verify", "--run-id", "nightly", "--json")
    check.expect("verify ends", verify.returncode, 20)
    verdict = json.loads(s3.get_object(Bucket=BUCKET, Key="state/orders/runs/nightly/verdict.json")["Body"].read())
    check.expect("verdict.json", (verdict["outcome"], verdict["exit_code"]), ("DIFFER", 20))
    check.expect("findings", verdict["details"]["findings_by_reason"], {"malformed": 1, "value": 1})
    zero = check.tallystick(key, "verify", "--run-id", "nightly", "--exit-zero")
    check.expect("verify --exit-zero ends", zero.returncode, 0)
    check.expect("verify of a run that ended reads again", "taken from the earlier start" in zero.stderr, False)

    check.expect("quality ends", check.tallystick(key, "quality").returncode, 0)
    check.expect("export ends", check.tallystick(key, "export", "--to", "target").returncode, 0)

    listed = check.tallystick(key, "quarantine", "list", "--json")
    check.expect("quarantine list ends", listed.returncode, 0)
    records = json.loads(listed.stdout)["records"]
    found = sorted((row["phase"], row["reason"], row["key_json"]) for row in records if row["phase"] == "compare")
    check.expect("the changed record", found, [("compare", "value", '{"id":1007}')])
    shown = check.tallystick(key, "quarantine", "show", next(row["quarantine_id"] for row in records if row["phase"] == "compare"))
    check.expect("quarantine show ends", (shown.returncode, "Zoe 1007" in shown.stdout), (0, True))
    runs = check.tallystick(key, "runs", "--json")
    check.expect("runs", sorted({run["job"] for run in json.loads(runs.stdout)}), ["backfill", "export", "quality", "verify"])


def look_for(check, s3, name, secret):
    """Nothing that was printed or written holds any twelve characters of the key, however a table was compressed."""
    pieces = [secret[i : i + 12].encode() for i in range(len(secret) - 11)]
    places = {"what was printed": check.printed.getvalue().encode()}
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET):
        for item in page.get("Contents", []):
            places[f"s3://{BUCKET}/{item['Key']}"] = s3.get_object(Bucket=BUCKET, Key=item["Key"])["Body"].read()
    for file in check.folder.rglob("*"):
        if file.is_file() and file.parent.name != "conf":
            places[str(file.relative_to(check.folder))] = file.read_bytes()
    objects = [place for place in places if place.startswith("s3://")]
    check.expect("tables, verdicts and logs are there to be looked into", len(objects) > 50 and any("events" in place for place in places), True)
    check.expect(f"places that hold the {name}", [place for place, text in places.items() if any(piece in text for piece in pieces)], [])


def main():
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    key = {"AccessKeyId": "AK" + secrets.token_hex(9).upper(), "SecretAccessKey": secrets.token_urlsafe(30)}
    wrong = {**key, "SecretAccessKey": secrets.token_urlsafe(30)}
    signed = Signed(DomainDispatcherApplication(create_backend_app), key)
    with serving(signed) as endpoint, tempfile.TemporaryDirectory(prefix="tallystick-s3-") as name:
        s3 = boto3.client(
            "s3",
            endpoint_url=endpoint,
            region_name="us-east-1",
            aws_access_key_id=key["AccessKeyId"],
            aws_secret_access_key=key["SecretAccessKey"],
        )
        s3.create_bucket(Bucket=BUCKET)
        upload(s3)
        folder = Path(name)
        (folder / "contract.yaml").write_text(CONTRACT)
        (folder / "migration.yaml").write_text(MIGRATION)
        check = Check(folder, endpoint)
        check.expect("requests that were refused before", signed.refused, 0)
        refused = check.tallystick(wrong, "backfill")
        check.expect("a wrong key ends", (refused.returncode, "s3a://history/state" in refused.stderr), (3, True))
        check.expect("the wrong key was refused", signed.refused > 0, True)
        refused = signed.refused
        run(check, s3, key)
        check.expect("requests that were refused since", signed.refused - refused, 0)
        look_for(check, s3, "secret key", key["SecretAccessKey"])
        look_for(check, s3, "wrong secret key", wrong["SecretAccessKey"])
    print(f"{check.passed} passed, {check.failed} failed")
    sys.exit(1 if check.failed else 0)


if __name__ == "__main__":
    main()
