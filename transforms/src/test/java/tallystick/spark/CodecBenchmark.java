package tallystick.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToLongFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.StructType;
import tallystick.canonical.ByteSink;
import tallystick.canonical.CanonicalDecoder;
import tallystick.canonical.CanonicalEncoder;
import tallystick.canonical.Digest;
import tallystick.canonical.RecordBuffer;
import tallystick.canonical.Tally;
import tallystick.contract.CanonicalType;
import tallystick.contract.CanonicalType.DecimalType;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.CanonicalType.TimestampType;
import tallystick.contract.Contract;
import tallystick.contract.Field;
import tallystick.contract.Presence;
import tallystick.wire.Findings;

/**
 * Prints how many records of nine mixed columns a second one thread takes through each step of the canonical form, by the time of
 * the processor. Run it with the test class path of this module and the flags of conf/jdk17.options.
 */
public final class CodecBenchmark {
    private static final int RECORDS = 20_000;

    private CodecBenchmark() {}

    public static void main(String[] arguments) {
        Contract contract = new Contract(
                "bench",
                1,
                new CanonicalType.StructType(List.of(
                        new Field(1, "id", Scalar.I64, Presence.REQUIRED),
                        new Field(2, "carrier", Scalar.STRING, Presence.NULLABLE),
                        new Field(3, "flight", Scalar.I32, Presence.NULLABLE),
                        new Field(4, "distance", Scalar.F64, Presence.NULLABLE),
                        new Field(5, "departed", new TimestampType(6, false), Presence.NULLABLE),
                        new Field(6, "day", Scalar.DATE, Presence.NULLABLE),
                        new Field(7, "fare", new DecimalType(12, 2), Presence.NULLABLE),
                        new Field(8, "cancelled", Scalar.BOOL, Presence.REQUIRED),
                        new Field(9, "note", Scalar.STRING, Presence.OPTIONAL))),
                List.of("id"),
                Map.of());
        StructType schema = CanonicalSchema.of(contract);
        UnsafeProjection projection = UnsafeProjection.create(schema);
        RowWriter writer = new RowWriter(contract);
        Random random = new Random(1);
        List<RecordBuffer> records = new ArrayList<>();
        InternalRow[] rows = new InternalRow[RECORDS];
        byte[][] encodings = new byte[RECORDS][];
        CanonicalEncoder encoder = new CanonicalEncoder(contract);
        ByteSink out = new ByteSink(1024);
        for (int i = 0; i < RECORDS; i++) {
            RecordBuffer record = new RecordBuffer();
            fill(record, random, i);
            records.add(record);
            rows[i] = projection.apply(writer.write(record)).copy();
            out.clear();
            encoder.encode(record, out);
            encodings[i] = out.copy();
        }
        long bytes = Arrays.stream(encodings).mapToLong(e -> e.length).sum();
        System.out.printf(Locale.ROOT, "%d records of %d bytes on average%n", RECORDS, bytes / RECORDS);

        CanonicalDecoder decoder = new CanonicalDecoder(contract);
        RowEncoder direct = new RowEncoder(contract, schema, Map.of());
        RowReader reader = new RowReader(contract, schema, Map.of());
        RecordBuffer buffer = new RecordBuffer();
        Findings findings = new Findings();
        measure("record -> bytes", i -> {
            out.clear();
            encoder.encode(records.get(i & 255), out);
            return out.length();
        });
        measure("bytes -> record", i -> {
            decoder.decode(encodings[i], 0, encodings[i].length, buffer);
            return buffer.mark();
        });
        measure("record -> row", i -> writer.write(records.get(i & 255)).numFields());
        measure(
                "record -> row -> unsafe row",
                i -> projection.apply(writer.write(records.get(i & 255))).getSizeInBytes());
        measure("row -> record", i -> {
            reader.read(rows[i], buffer, findings);
            return buffer.mark();
        });
        measure("row -> bytes", i -> {
            out.clear();
            direct.encode(rows[i], out, findings);
            return out.length();
        });
        measure("bytes -> digest", i -> Digest.of(encodings[i], 0, encodings[i].length)
                .low());
        Tally[] tally = {Tally.EMPTY};
        measure("row -> bytes -> digest -> tally", i -> {
            out.clear();
            direct.encode(rows[i], out, findings);
            tally[0] = tally[0].plus(Digest.of(out));
            return tally[0].low();
        });
    }

    private static void fill(RecordBuffer record, Random random, int i) {
        record.reset(new byte[0], 9);
        record.setInt(record.slot(0, 0), 1_000_000L + i);
        text(record, 1, "C" + random.nextInt(50));
        record.setInt(record.slot(0, 2), random.nextInt(9000));
        record.setF64(record.slot(0, 3), random.nextInt(50_000) / 10.0);
        record.setMoment(
                record.slot(0, 4),
                1_700_000_000L + random.nextInt(10_000_000),
                random.nextInt(1_000_000) * 1000,
                RecordBuffer.NO_OFFSET);
        record.setInt(record.slot(0, 5), 19_000 + random.nextInt(1000));
        record.setDecimal(record.slot(0, 6), random.nextInt(100_000), 2);
        record.setBool(record.slot(0, 7), random.nextInt(20) == 0);
        if (random.nextInt(4) > 0) {
            text(record, 8, "a remark of some length, number " + random.nextInt());
        }
        for (int ordinal : new int[] {1, 2, 3, 4, 5, 6}) {
            if (random.nextInt(20) == 0) {
                record.setNull(record.slot(0, ordinal));
            }
        }
    }

    private static void text(RecordBuffer record, int ordinal, String text) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        record.setScratch(record.slot(0, ordinal), RecordBuffer.TEXT, bytes, 0, bytes.length);
    }

    private static void measure(String name, IntToLongFunction step) {
        long sink = 0;
        double[] rates = new double[9];
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long allocated = 0;
        for (int round = 0; round < rates.length; round++) {
            long start = threads.getCurrentThreadCpuTime();
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int repeat = 0; repeat < 25; repeat++) {
                for (int i = 0; i < RECORDS; i++) {
                    sink += step.applyAsLong(i);
                }
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
            rates[round] = 25.0 * RECORDS / (threads.getCurrentThreadCpuTime() - start) * 1e9;
        }
        Arrays.sort(rates);
        double median = rates[rates.length / 2 + 1];
        System.out.printf(
                Locale.ROOT,
                "%-34s %6.2f million/s, %4.0f ns, %4.0f bytes allocated each%s%n",
                name,
                median / 1e6,
                1e9 / median,
                allocated / 25.0 / RECORDS,
                sink == 42 ? " " : "");
    }
}
