package tallystick.job.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Ascending$;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.SortOrder$;
import org.apache.spark.sql.catalyst.plans.physical.UnknownPartitioning;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.DeltaOptions;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.execution.LogicalRDD;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import tallystick.job.run.ExitCode;
import tallystick.job.run.JobException;
import tallystick.store.DeltaTables;

/**
 * The canonical table, written unit by unit: a commit replaces exactly the units it names.
 *
 * <p>Delta's own transaction is used rather than a data frame's {@code save}, because between the writing of the files
 * and the commit the quarantine, the manifest and a second listing must find their place, and because units that turn
 * out to be incomplete are left out of the commit.
 */
final class CanonicalTable {
    static final String UNIT = "_unit";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SparkSession spark;
    private final String path;
    private final DeltaLog log;
    private final String application;

    private CanonicalTable(SparkSession spark, String path, String application) {
        this.spark = spark;
        this.path = path;
        this.application = application;
        this.log = DeltaLog.forTable(spark, path);
    }

    /**
     * Opens the table, made when it is not there.
     *
     * @param application whose transactions are numbered: the migration
     */
    static CanonicalTable open(SparkSession spark, String path, StructType schema, String application) {
        DeltaTables.createIfAbsent(spark, path, schema, UNIT);
        return new CanonicalTable(spark, path, application);
    }

    /**
     * Adds columns that the contract has and the table has not.
     *
     * @throws JobException if the table does not fit the contract otherwise
     */
    void evolve(StructType wanted) {
        Map<String, StructField> there = new HashMap<>();
        for (StructField field : snapshot().metadata().schema().fields()) {
            there.put(field.name(), field);
        }
        StructType missing = new StructType();
        for (StructField field : wanted.fields()) {
            StructField actual = there.remove(field.name());
            if (actual == null) {
                missing = missing.add(field.name(), field.dataType(), true);
            } else if (!actual.dataType().sameType(field.dataType())) {
                throw unlike("column " + field.name() + " is "
                        + actual.dataType().catalogString() + ", the contract wants "
                        + field.dataType().catalogString());
            }
        }
        if (!there.isEmpty()) {
            throw unlike("it has the columns " + there.keySet() + " that the contract does not");
        }
        if (missing.length() > 0) {
            Dataset<Row> none = spark.createDataFrame(List.of(), wanted);
            none.write()
                    .format("delta")
                    .mode(SaveMode.Append)
                    .option("mergeSchema", "true")
                    .save(path);
        }
    }

    private JobException unlike(String how) {
        return new JobException(
                ExitCode.USAGE,
                "the table " + path + " does not fit the contract: " + how
                        + ". Name another place under canonical.path, or move that table away");
    }

    String path() {
        return path;
    }

    String id() {
        return snapshot().metadata().id();
    }

    long version() {
        return snapshot().version();
    }

    private Snapshot snapshot() {
        return log.update(false, Option.empty(), Option.empty());
    }

    /**
     * A commit that changes nothing and makes every commit of a lower number impossible.
     *
     * @return the number of the newest transaction before it, or -1
     */
    long fence(long number) {
        OptimisticTransaction transaction = log.startTransaction(Option.empty(), Option.empty());
        require(transaction, number);
        long newest = transaction.txnVersion(application);
        transaction.commit(
                seq(List.<Action>of(new SetTransaction(application, number, Option.apply(System.currentTimeMillis())))),
                operation(Option.empty()));
        return newest;
    }

    /** The rows of each unit that the table has now, as its log says. */
    Map<String, Long> rowsByUnit() {
        return DeltaTables.rowsByPartition(spark, path, version(), UNIT);
    }

    /** Starts the replacement of units. */
    Replacement replace(long number) {
        OptimisticTransaction transaction = log.startTransaction(Option.empty(), Option.empty());
        require(transaction, number);
        return new Replacement(transaction, number);
    }

    private void require(OptimisticTransaction transaction, long number) {
        // Asking also makes a commit of another run in between a conflict.
        long newest = transaction.txnVersion(application);
        if (newest >= number) {
            throw new JobException(
                    ExitCode.LEASE_HELD,
                    "another run has written " + path + " under a newer lease (transaction " + newest
                            + ", this run has " + number + "); this run stops");
        }
    }

    private static DeltaOperations.Operation operation(Option<String> userMetadata) {
        return new DeltaOperations.Write(
                SaveMode.Overwrite, Option.apply(seq(List.of(UNIT))), Option.empty(), userMetadata);
    }

    /** One transaction. */
    final class Replacement {
        private final OptimisticTransaction transaction;
        private final long number;
        private List<AddFile> added = List.of();

        private Replacement(OptimisticTransaction transaction, long number) {
            this.transaction = transaction;
            this.number = number;
        }

        /** The version that the transaction builds upon. */
        long readVersion() {
            return transaction.readVersion();
        }

        /** Runs the Spark job that writes the data files: nothing of them is in the table yet. Rows come sorted by unit. */
        void write(JavaRDD<InternalRow> rows, StructType schema) {
            Seq<FileAction> files = transaction.writeFiles(
                    sortedByUnit(rows, schema),
                    Option.apply(new DeltaOptions(
                            scala.collection.immutable.Map$.MODULE$
                                    .<String, String>empty()
                                    .$plus(new scala.Tuple2<>("optimizeWrite", "false")),
                            spark.sessionState().conf())));
            List<AddFile> result = new ArrayList<>();
            for (FileAction file : JavaConverters.seqAsJavaList(files)) {
                if (!(file instanceof AddFile add)) {
                    throw new IllegalStateException("the writer of " + path + " gave " + file);
                }
                result.add(add);
            }
            added = List.copyOf(result);
        }

        /** The rows of each unit, as the writers of the files counted them. */
        Map<String, Long> rowsByUnit() {
            Map<String, Long> rows = new TreeMap<>();
            for (AddFile file : added) {
                rows.merge(unit(file), numRecords(file.stats(), file.path()), Long::sum);
            }
            return rows;
        }

        /**
         * Commits: the units have the rows that were written, and no others.
         *
         * @param units that are replaced; files of others are not committed
         * @return the new version
         */
        long commit(Collection<String> units, String userMetadata) {
            Set<String> replaced = new HashSet<>(units);
            List<Action> actions = new ArrayList<>();
            actions.add(new SetTransaction(application, number, Option.apply(System.currentTimeMillis())));
            scala.collection.mutable.Builder<
                            scala.collection.immutable.Map<String, String>,
                            scala.collection.immutable.Set<scala.collection.immutable.Map<String, String>>>
                    partitions = scala.collection.immutable.Set$.MODULE$.newBuilder();
            for (String unit : replaced) {
                partitions.$plus$eq(scala.collection.immutable.Map$.MODULE$
                        .<String, String>empty()
                        .$plus(new scala.Tuple2<>(UNIT, unit)));
            }
            for (AddFile file : JavaConverters.seqAsJavaList(transaction.filterFiles(partitions.result()))) {
                actions.add(file.remove());
            }
            for (AddFile file : added) {
                if (replaced.contains(unit(file))) {
                    actions.add(file);
                }
            }
            return transaction.commit(seq(actions), operation(Option.apply(userMetadata)));
        }

        private String unit(AddFile file) {
            return file.partitionValues().apply(UNIT);
        }
    }

    private Dataset<Row> sortedByUnit(JavaRDD<InternalRow> rows, StructType schema) {
        List<Attribute> output = new ArrayList<>();
        for (StructField field : schema.fields()) {
            output.add(new AttributeReference(
                    field.name(),
                    field.dataType(),
                    true,
                    Metadata.empty(),
                    NamedExpression.newExprId(),
                    seq(List.of())));
        }
        Attribute unit = output.get(schema.fieldIndex(UNIT));
        // Saying that rows are sorted spares the writer a sort of all of them.
        LogicalRDD plan = new LogicalRDD(
                seq(output),
                rows.rdd(),
                new UnknownPartitioning(0),
                seq(List.of(SortOrder$.MODULE$.apply(unit, Ascending$.MODULE$, seq(List.of())))),
                false,
                spark,
                Option.empty(),
                Option.empty());
        return Dataset.ofRows(spark, plan);
    }

    /** What a commit in the Delta log says. */
    record Commit(long version, String userMetadata, Map<String, Long> rowsByUnit) {}

    /** The commit of that version, read from the log; empty fields if the log no longer has it. */
    Commit read(long version) {
        Path file = new Path(log.logPath(), String.format("%020d.json", version));
        Map<String, Long> rows = new TreeMap<>();
        String userMetadata = "";
        try {
            FileSystem fs = file.getFileSystem(spark.sessionState().newHadoopConf());
            if (!fs.exists(file)) {
                return new Commit(version, "", Map.of());
            }
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(fs.open(file), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    JsonNode action = JSON.readTree(line);
                    if (action.has("add")) {
                        JsonNode add = action.get("add");
                        rows.merge(
                                add.path("partitionValues").path(UNIT).asText(),
                                numRecords(
                                        add.path("stats").asText(),
                                        add.path("path").asText()),
                                Long::sum);
                    } else if (action.has("commitInfo")) {
                        userMetadata =
                                action.get("commitInfo").path("userMetadata").asText("");
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Commit(version, userMetadata, rows);
    }

    private static long numRecords(String stats, String file) {
        try {
            JsonNode count = JSON.readTree(stats == null ? "" : stats).path("numRecords");
            if (count.isIntegralNumber()) {
                return count.asLong();
            }
        } catch (IOException e) {
            // said below
        }
        throw new JobException(
                ExitCode.USAGE,
                "the file " + file + " was written without a count of its rows, so nothing can be accounted for;"
                        + " set spark.databricks.delta.stats.collect to true");
    }

    private static <T> Seq<T> seq(List<? extends T> list) {
        return JavaConverters.asScalaBuffer(new ArrayList<T>(list)).toSeq();
    }
}
