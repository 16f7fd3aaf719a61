package tallystick.job.backfill;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import tallystick.check.quarantine.Provenance;
import tallystick.check.tally.SliceTally;
import tallystick.contract.Contract;
import tallystick.job.run.ExitCode;
import tallystick.job.run.JobException;
import tallystick.job.run.StateFiles;
import tallystick.record.RecordShapes;
import tallystick.store.FileStore;
import tallystick.store.Framing;
import tallystick.store.Unit;
import tallystick.wire.RecordDecoder;

/** Reads files of a side through its decoder, writes no table, and says what each unit amounts to. */
public final class SideReading {
    /**
     * What a unit amounts to.
     *
     * @param tally of its good records; {@code rejected} counts the others
     * @param incomplete why it could not be read to its end, or empty
     */
    public record UnitReading(SliceTally tally, String incomplete) {}

    private SideReading() {}

    /**
     * Reads the units.
     *
     * @param work a folder for side files, which are deleted
     */
    public static Map<String, UnitReading> read(
            SparkSession spark,
            FileStore store,
            List<Unit> units,
            Framing framing,
            RecordShapes records,
            StateFiles work,
            Provenance provenance) {
        Configuration configuration = spark.sessionState().newHadoopConf();
        String folder = "reading-" + provenance.attemptId();
        List<Pack> packs = Pack.of(
                units, store.compression(), framing, spark.sparkContext().defaultParallelism());
        TaskSummary summary = new TaskSummary();
        units.forEach(unit -> summary.unit(unit.id()));
        try {
            if (!packs.isEmpty()) {
                JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
                Broadcast<SerializableConfiguration> hadoop =
                        context.broadcast(new SerializableConfiguration(configuration));
                DecodeTask.WaveInput input = new DecodeTask.WaveInput(
                        new WithoutRows(new SidePlan(records, List.of(), null)),
                        store.root(),
                        framing,
                        work.resolve(folder),
                        provenance);
                context.parallelize(packs, packs.size()).foreachPartition(pack -> {
                    TaskContext task = TaskContext.get();
                    DecodeTask rows =
                            new DecodeTask(hadoop.value().value(), input, task.partitionId(), pack.next(), task);
                    while (rows.hasNext()) {
                        rows.next();
                    }
                });
                for (int partition = 0; partition < packs.size(); partition++) {
                    Path path = new Path(work.resolve(SideFiles.summary(folder, partition)));
                    try (InputStream in =
                            SideFiles.fileSystem(configuration, path).open(path)) {
                        summary.merge(TaskSummary.read(in));
                    }
                }
            }
        } catch (IOException e) {
            throw new JobException(ExitCode.OUTSIDE, "the summary of a task is not readable: " + e.getMessage(), e);
        } finally {
            work.delete(folder);
        }
        Map<String, UnitReading> readings = new TreeMap<>();
        summary.units.forEach((id, tally) -> {
            SliceTally slice = tally.slices.tally(id);
            readings.put(id, new UnitReading(slice, summary.incomplete.getOrDefault(id, "")));
        });
        return readings;
    }

    /** A plan whose rows are of no interest. */
    private record WithoutRows(RecordPlan plan) implements RecordPlan {
        private static final long serialVersionUID = 1;

        @Override
        public Contract contract() {
            return plan.contract();
        }

        @Override
        public RecordDecoder decoder() {
            return plan.decoder();
        }

        @Override
        public RowWriting rows() {
            InternalRow none = new GenericInternalRow(0);
            return (record, unit, file, offset) -> none;
        }

        @Override
        public StructType schema() {
            return plan.schema();
        }

        @Override
        public List<String> slices() {
            return plan.slices();
        }

        @Override
        public int semantics() {
            return plan.semantics();
        }
    }
}
