package tallystick.job.backfill;

import org.apache.spark.SparkStageInfo;
import org.apache.spark.SparkStatusTracker;
import org.apache.spark.sql.SparkSession;
import tallystick.job.run.Progress;

/** Looks now and then how many tasks of the running wave have ended. */
final class ProgressPoll implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 500;

    private final Thread polling;
    private volatile boolean closed;

    ProgressPoll(SparkSession spark, Progress progress, long waveBytes, int tasks) {
        SparkStatusTracker tracker = spark.sparkContext().statusTracker();
        polling = new Thread(
                () -> {
                    while (!closed) {
                        int ended = 0;
                        for (int stage : tracker.getActiveStageIds()) {
                            scala.Option<SparkStageInfo> info = tracker.getStageInfo(stage);
                            if (info.isDefined() && info.get().numTasks() == tasks) {
                                ended = Math.max(ended, info.get().numCompletedTasks());
                            }
                        }
                        progress.within(waveBytes, (double) ended / tasks);
                        try {
                            Thread.sleep(INTERVAL_MILLIS);
                        } catch (InterruptedException e) {
                            return;
                        }
                    }
                },
                "backfill-progress");
        polling.setDaemon(true);
        polling.start();
    }

    @Override
    public void close() {
        closed = true;
        polling.interrupt();
    }
}
