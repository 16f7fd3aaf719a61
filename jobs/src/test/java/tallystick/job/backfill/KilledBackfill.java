package tallystick.job.backfill;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import tallystick.job.hurt.SelfKill;
import tallystick.store.Compression;
import tallystick.store.FileStore;
import tallystick.store.Framing;
import tallystick.store.Layout;
import tallystick.store.UnitLayout;

/** A process that runs a backfill and is killed at a step of a wave. */
final class KilledBackfill {
    private KilledBackfill() {}

    /** Arguments: the folder, the run's id, and the step and the number of its occurrence at which to die ({@code COMMITTED 2}). */
    public static void main(String[] args) {
        Step step = Step.valueOf(args[2]);
        int[] left = {Integer.parseInt(args[3])};
        SparkSession spark = BackfillIT.spark();
        new Backfill(spark, request(Path.of(args[0]), args[1]), reached -> {
                    if (reached == step && --left[0] == 0) {
                        SelfKill.now();
                    }
                })
                .run();
        Runtime.getRuntime().halt(0);
    }

    static Backfill.Request request(Path folder, String runId) {
        return new Backfill.Request(
                "numbers",
                folder.resolve("state/numbers").toString(),
                folder.resolve("table").toString(),
                new FileStore(folder.resolve("in").toString(), UnitLayout.of("day={day}"), null, Compression.AUTO),
                new Framing(Layout.Lines.PLAIN, 100),
                new LinePlan(),
                "basis",
                "config",
                1 << 20,
                2,
                false,
                0,
                List.of(),
                false,
                runId);
    }
}
