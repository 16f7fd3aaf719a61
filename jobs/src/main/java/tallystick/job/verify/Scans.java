package tallystick.job.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import tallystick.check.compare.Side;
import tallystick.check.tally.FileScan;
import tallystick.check.tally.FiledScan;
import tallystick.check.tally.Filing;
import tallystick.check.tally.SideScan;
import tallystick.check.tally.TableScan;
import tallystick.contract.Contract;
import tallystick.job.backfill.BackfillJob;
import tallystick.job.run.ExitCode;
import tallystick.job.run.JobContext;
import tallystick.job.run.JobException;
import tallystick.migration.Format;
import tallystick.migration.SideName;
import tallystick.migration.Store;
import tallystick.record.RecordShapes;
import tallystick.store.Framing;
import tallystick.store.Layout;
import tallystick.store.UnitLayout;
import tallystick.wire.Semantics;

/** How each side of a migration is read. */
final class Scans {
    private Scans() {}

    /** The scan of a side. */
    static SideScan of(JobContext job, Side side) {
        SideScan scan = bare(job, side);
        return filing(job, side)
                .<SideScan>map(filing -> new FiledScan(scan, filing))
                .orElse(scan);
    }

    private static Optional<Filing> filing(JobContext job, Side side) {
        if (side == Side.CANONICAL) {
            return Optional.empty();
        }
        Store store = job.migration().side(name(side)).store();
        return Filing.of(job.contract(), BackfillJob.layout(store), store.filedBy());
    }

    /** Source or target; the canonical table is none of a migration's sides. */
    private static SideName name(Side side) {
        return side == Side.SOURCE ? SideName.SOURCE : SideName.TARGET;
    }

    private static SideScan bare(JobContext job, Side side) {
        SparkSession spark = job.spark();
        Contract contract = job.contract();
        int longest = job.migration().limits().maxRecordBytes();
        if (side == Side.CANONICAL) {
            String path = job.migration().canonical();
            if (!tallystick.store.DeltaTables.exists(spark, path)) {
                throw new JobException(
                        ExitCode.USAGE,
                        "there is no canonical table at " + path
                                + "; run `tallystick backfill` first, or compare `--sides source,target`");
            }
            return TableScan.canonical(spark, path, contract).limitedTo(longest);
        }
        SideName name = name(side);
        tallystick.migration.Side declared = job.migration().side(name);
        Store store = declared.store();
        UnitLayout layout = BackfillJob.layout(store);
        if (store.kind().isTable()) {
            Map<String, String> columns = job.migration().mapping(name);
            TableScan scan = store.kind() == Store.Kind.DELTA
                    ? TableScan.delta(spark, store.path(), layout, contract, columns)
                    : TableScan.parquet(spark, store.path(), layout, contract, columns);
            return scan.limitedTo(longest);
        }
        Format format = declared.requireFormat();
        RecordShapes records = job.records(name);
        Framing framing = format.framing(records, longest);
        return new FileScan(
                JavaSparkContext.fromSparkContext(spark.sparkContext()),
                BackfillJob.store(store),
                framing,
                records::decoder,
                contract);
    }

    /** How a side's files are laid out; empty for tables. */
    static Optional<Layout> layout(JobContext job, Side side) {
        return format(job, side).map(Format::layout);
    }

    private static Optional<Format> format(JobContext job, Side side) {
        return side == Side.CANONICAL
                ? Optional.empty()
                : job.migration().side(name(side)).format();
    }

    /** The number of what a side's bytes mean. */
    static int semantics(JobContext job, Side side) {
        return format(job, side).isPresent() ? job.records(name(side)).semantics() : Semantics.ofTables();
    }

    /** The sides named in {@code --sides}, or all three. */
    static List<Side> sides(Optional<String> option) {
        if (option.isEmpty()) {
            return List.of(Side.values());
        }
        List<Side> sides = new java.util.ArrayList<>();
        for (String name : option.get().split(",", -1)) {
            Side side =
                    switch (name.strip()) {
                        case "source" -> Side.SOURCE;
                        case "canonical" -> Side.CANONICAL;
                        case "target" -> Side.TARGET;
                        default ->
                            throw new JobException(
                                    ExitCode.USAGE,
                                    "--sides has `" + name + "`; it takes two or three of source, canonical, target");
                    };
            if (sides.contains(side)) {
                throw new JobException(ExitCode.USAGE, "--sides names " + side.code() + " twice");
            }
            sides.add(side);
        }
        if (sides.size() < 2) {
            throw new JobException(
                    ExitCode.USAGE, "--sides names one side; a comparison takes two or three, as source,canonical");
        }
        java.util.Collections.sort(sides);
        return List.copyOf(sides);
    }
}
