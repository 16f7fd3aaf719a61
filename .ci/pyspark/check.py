#!/usr/bin/env python3
"""Tallystick's SQL functions and data sources in PySpark, out of the deploy jar: .ci/pyspark/check.py JAR.

The payloads are what Go's encoding/gob and Rust's bincode wrote, from transforms/interop/cases.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

from pyspark.errors import AnalysisException
from pyspark.sql import SparkSession
from pyspark.sql.functions import col, expr

ROOT = Path(__file__).resolve().parent.parent.parent
JAR = sys.argv[1]
passed = 0


def check(name, found, expected):
    global passed
    assert found == expected, f"{name}: {found!r}, expected {expected!r}"
    passed += 1


def fact(cases, name):
    with open(ROOT / "transforms/interop/cases" / cases, encoding="utf-8") as lines:
        return next(found for found in map(json.loads, lines) if found["id"] == name)


def functions(spark):
    gob = fact("go-gob.jsonl", "any-bool")
    bincode = fact("rust-bincode.jsonl", "true@1")
    payloads = spark.createDataFrame(
        [(bytearray.fromhex(gob["stream"]), bytearray.fromhex(bincode["wire"])), (bytearray(b"\0"), bytearray(b"\1"))],
        "gob BINARY, bincode BINARY",
    ).repartition(2)
    read = payloads.select(
        expr("from_gob(gob, 'K BIGINT')").alias("g"),
        expr("from_bincode(bincode, 'k INT NOT NULL, v BOOLEAN NOT NULL')").alias("b"),
    )
    check("columns", read.schema.simpleString(), "struct<g:struct<K:bigint>,b:struct<k:int,v:boolean>>")
    check("good", read.where("g IS NOT NULL").select("g.K", "b.k", "b.v").collect(), [(1, 1, True)])
    check("malformed", read.where("g IS NULL AND b IS NULL").count(), 1)

    types = json.dumps(gob["shape"]).replace("'", "\\'")
    by_types = payloads.select(expr(f"from_gob(gob, map('record', '{gob['record']}', 'types', '{types}'))").alias("g"))
    check("types", by_types.where(col("g.V") == "true").select("g.K").collect(), [(1,)])

    written = spark.range(3).select(expr("to_postcard(struct(id AS id, 'x' AS name))").alias("p"))
    back = written.select(expr("from_postcard(p, 'id BIGINT NOT NULL, name STRING NOT NULL').id"))
    check("written and read", sorted(row[0] for row in back.collect()), [0, 1, 2])
    check("text", spark.sql("SELECT to_go_json(named_struct('v', 1)) AS j").first().j, '{"v":1}')

    try:
        spark.sql("SELECT from_gob('AA==', 'K BIGINT')")
        raise AssertionError("a text was taken for a payload of gob")
    except AnalysisException as wrong:
        check("mend", "use unbase64 or unhex first" in str(wrong), True)


def sources(spark):
    store = ROOT / "transforms/interop/gobstore"
    options = {"migration": str(store / "migration.yaml")}
    go = spark.read.format("gob").options(side="source", **options).load(str(store / "go"))
    rust = spark.read.format("serde-json").options(side="target", **options).load(str(store / "rust"))
    check("records", go.count(), 306)
    check("the same", go.select("id", "day", "at").exceptAll(rust.select("id", "day", "at")).count(), 0)
    with tempfile.TemporaryDirectory() as folder:
        schema = "id BIGINT NOT NULL"
        spark.range(5).write.format("bincode").option("schema", schema).save(f"{folder}/b")
        back = spark.read.format("bincode").option("schema", schema).load(f"{folder}/b")
        check("written and read", sorted(row.id for row in back.select("id").collect()), [0, 1, 2, 3, 4])


def main():
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    spark = (
        SparkSession.builder.master("local[2]")
        .appName("pyspark")
        .config("spark.jars", JAR)
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.extensions", "tallystick.spark.functions.TallystickExtensions")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    try:
        functions(spark)
        sources(spark)
    finally:
        spark.stop()
    print(f"{passed} passed, 0 failed")


main()
