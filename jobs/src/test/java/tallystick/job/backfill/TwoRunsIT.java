package tallystick.job.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.job.run.JobException;
import tallystick.job.run.Verdict;

/** Two backfills of one migration: one does the work, nothing is doubled. */
final class TwoRunsIT {
    @TempDir
    private Path folder;

    private SparkSession spark;

    @BeforeEach
    void start() throws IOException {
        spark = BackfillIT.spark();
        for (int unit = 1; unit <= 3; unit++) {
            Path file = folder.resolve("in/day=" + unit + "/f");
            Files.createDirectories(file.getParent());
            Files.writeString(file, unit + "\n");
        }
    }

    private long rows() {
        return spark.read()
                .format("delta")
                .load(folder.resolve("table").toString())
                .count();
    }

    @Test
    void theSecondStopsAndChangesNothing() {
        List<Verdict> second = new ArrayList<>();
        Verdict first = new Backfill(spark, KilledBackfill.request(folder, "first"), step -> {
                    if (step == Step.MANIFEST_WRITTEN && second.isEmpty()) {
                        second.add(new Backfill(spark, KilledBackfill.request(folder, "second"), ignored -> {}).run());
                    }
                })
                .run();
        assertThat(first.exitCode()).as(first.message()).isZero();
        assertThat(second).singleElement().satisfies(verdict -> {
            assertThat(verdict.exitCode()).isEqualTo(24);
            assertThat(verdict.message())
                    .startsWith("run first (process ")
                    .contains("this run stops and has changed nothing");
        });
        assertThat(folder.resolve("state/numbers/runs/second")).doesNotExist();
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void aRunThatWasTakenForDeadCommitsNothingMore() {
        Verdict verdict = new Backfill(spark, KilledBackfill.request(folder, "first"), step -> {
                    if (step == Step.LISTED_AGAIN) {
                        try {
                            Files.writeString(folder.resolve("state/numbers/backfill/lease/00000002"), "");
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                })
                .run();
        assertThat(verdict.exitCode()).isEqualTo(24);
        assertThat(verdict.message()).contains("another run took over the lease");
        assertThat(rows()).isZero();
    }

    @Test
    void evenOneThatDoesNotNoticeIsStoppedByTheTable() {
        LinePlan plan = new LinePlan();
        CanonicalTable table =
                CanonicalTable.open(spark, folder.resolve("table").toString(), plan.schema(), "tallystick/numbers");
        CanonicalTable.Replacement late = table.replace(1_000_001);
        InternalRow row = new GenericInternalRow(
                new Object[] {7L, null, UTF8String.fromString("day=1"), UTF8String.fromString("f"), 0L});
        late.write(JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(List.of(row), 1), plan.schema());
        assertThat(late.rowsByUnit()).containsOnly(java.util.Map.entry("day=1", 1L));
        assertThat(table.fence(2_000_000)).isEqualTo(-1);
        assertThatThrownBy(() -> late.commit(List.of("day=1"), "late"))
                .isInstanceOf(java.util.ConcurrentModificationException.class);
        assertThatThrownBy(() -> table.replace(1_000_002))
                .isInstanceOf(JobException.class)
                .hasMessageContaining("another run has written");
        assertThat(rows()).isZero();
    }
}
