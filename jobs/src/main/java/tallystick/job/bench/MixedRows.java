package tallystick.job.bench;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** Made-up rows of nine mixed columns, the same for the same number, spread over units by folder. */
final class MixedRows {
    /** The contract of the rows, as a contract file. */
    static final String CONTRACT =
            """
            contract: mixed
            version: 1
            key: [id]
            fields:
              - {id: 1, name: id, type: i64}
              - {id: 2, name: user_id, type: i32}
              - {id: 3, name: active, type: bool}
              - {id: 4, name: amount, type: f64}
              - {id: 5, name: price, type: "decimal(12,2)"}
              - {id: 6, name: name, type: string}
              - {id: 7, name: code, type: string, presence: nullable}
              - {id: 8, name: at, type: timestamp(6)}
              - {id: 9, name: born, type: date, presence: nullable}
            """;

    private MixedRows() {}

    /** The rows from 0 to {@code count}, each in one of {@code units} consecutive ranges ({@code part}). */
    static Dataset<Row> of(SparkSession spark, long count, int units, int partitions) {
        return spark.range(0, count, 1, partitions)
                .selectExpr(
                        "id",
                        "cast(pmod(hash(id), 1000000) as int) as user_id",
                        "pmod(id, 3) = 0 as active",
                        "cast(xxhash64(id) as double) / 1e9 as amount",
                        "cast(pmod(xxhash64(id, 1), 100000000) / 100.0 as decimal(12,2)) as price",
                        "concat('Zoë ', hex(xxhash64(id, 2)), ' → ', cast(pmod(id, 977) as string)) as name",
                        "if(pmod(id, 5) = 0, null, concat('C', cast(pmod(hash(id, 7), 5000) as string))) as code",
                        "timestamp_micros(1500000000000000 + id * 1234567) as at",
                        "if(pmod(id, 11) = 0, null, date_add(date'1950-01-01', pmod(hash(id, 3), 20000))) as born",
                        "cast(id * " + units + " div " + count + " as int) as part");
    }

    /** Changes {@code amount} or {@code name} of that many rows, spread evenly, so that they differ from {@link #of}. */
    static Dataset<Row> changed(Dataset<Row> rows, long count, int changes) {
        long step = Math.max(1, count / changes);
        String hit = "(pmod(id, " + step + ") = " + step / 2 + " and id div " + step + " < " + changes + ")";
        return rows.selectExpr(
                "id",
                "user_id",
                "active",
                "if(" + hit + " and pmod(id div " + step + ", 2) = 0, amount + 0.5, amount) as amount",
                "price",
                "if(" + hit + " and pmod(id div " + step + ", 2) = 1, concat(name, '!'), name) as name",
                "code",
                "at",
                "born",
                "part");
    }

    /** Writes the rows into folders {@code part=N}. */
    static void write(Dataset<Row> rows, String format, String path) {
        rows.write()
                .format(format)
                .mode(SaveMode.Overwrite)
                .partitionBy("part")
                .option("compression", "snappy")
                .save(path);
    }
}
