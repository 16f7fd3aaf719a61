package tallystick.job.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static tallystick.job.verify.VerifyFolder.thing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tallystick.job.hurt.WatchedFileSystem;
import tallystick.job.run.ExitCode;

/** Inputs that change while they are read: what they touch is incomplete, and all else is done. */
final class ChangedInputIT extends OverVerifyFolder {
    @BeforeEach
    void open() {
        WatchedFileSystem.release();
        WatchedFileSystem.register(spark.sparkContext().hadoopConfiguration());
        spark.conf().set("fs.watched.impl", WatchedFileSystem.class.getName());
        things.declare("path: in", "path: \"watched://" + folder.resolve("in") + "\"");
        for (int day = 1; day <= 4; day++) {
            things.write("in/day=" + day + "/a.json", thing(day, "1").repeat(100));
            things.write("out/day=" + day + "/b.json", thing(day, "1").repeat(100));
        }
    }

    /** As the files are first opened: day=2 grows, day=3 loses its file, day=4 gets another one, and so does a new day=5. */
    private void changeWhileRead() {
        WatchedFileSystem.watch((path, time) -> {
            if (time > 1) {
                return;
            }
            if (path.endsWith("day=2/a.json")) {
                Files.writeString(Path.of(path), thing(2, "7"), StandardOpenOption.APPEND);
            } else if (path.endsWith("day=3/a.json")) {
                Files.delete(Path.of(path));
            } else if (path.endsWith("day=4/a.json")) {
                things.write("in/day=4/late.json", thing(44, "1"));
                things.write("in/day=5/new.json", thing(55, "1"));
            }
        });
    }

    @Test
    void aBackfillLeavesOutTheUnitsThatChangeAndTheNextOneDoesThem() {
        changeWhileRead();
        assertThat(things.migration().backfill()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(things.migration().printed())
                .contains("day=2  INCOMPLETE  ")
                .contains("day=3  INCOMPLETE  day=3/a.json: is gone")
                .contains("day=4  INCOMPLETE  changed while it was read: day=4/late.json is new");
        assertThat(things.migration().query("SELECT DISTINCT _unit FROM t")).containsExactly("day=1");
        WatchedFileSystem.release();
        things.write("in/day=3/a.json", thing(3, "1"));
        assertThat(things.migration().backfill()).isEqualTo(ExitCode.OK);
        assertThat(things.migration().query("SELECT _unit, count(*) FROM t GROUP BY 1"))
                .containsExactly("day=1|100", "day=2|101", "day=3|1", "day=4|101", "day=5|1");
    }

    @Test
    void aVerificationIsIncompleteForTheUnitsThatChangeAndJudgesTheOthers() throws IOException {
        changeWhileRead();
        assertThat(things.verify()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(things.notMatching())
                .satisfiesExactly(
                        two -> assertThat(two).startsWith("day=2 INCOMPLETE source,target: source: "),
                        three -> assertThat(three)
                                .isEqualTo("day=3 INCOMPLETE source,target: source: day=3/a.json: is gone"),
                        four -> assertThat(four)
                                .isEqualTo("day=4 INCOMPLETE source,target: source: changed while it was read:"
                                        + " day=4/late.json is new"),
                        five -> assertThat(five)
                                .isEqualTo(
                                        "day=5 INCOMPLETE source,target: source: appeared while the others were read"));
        assertThat(things.verdict().at("/details/pairs/source,target/MATCH").asInt())
                .isEqualTo(1);
    }

    @Test
    void whatChangesBeforeTheSecondReadingIsNoFindingAndWhatWasKnownOfItStays() throws IOException {
        things.write("in/day=1/a.json", thing(1, "9") + thing(11, "1"));
        things.write("out/day=1/b.json", thing(1, "1") + thing(11, "1"));
        things.write("in/day=2/a.json", thing(2, "9"));
        assertThat(things.verify()).isEqualTo(ExitCode.DIFFER);
        assertThat(things.findings()).contains("day=1 {\"id\":1} value small");
        int before = things.findings().size();

        Consumer<Step> change = step -> {
            if (step == Step.LISTED_AGAIN) {
                // The first reading saw the difference; the second one finds nothing to compare with.
                things.write("in/day=1/a.json", "");
            }
        };
        assertThat(things.verify(change)).isEqualTo(ExitCode.DIFFER);
        assertThat(things.notMatching())
                .anySatisfy(one -> assertThat(one)
                        .startsWith(
                                "day=1 INCOMPLETE source,target: source: changed while it was read: day=1/a.json had"))
                .anySatisfy(two -> assertThat(two).startsWith("day=2 DIFFER"));
        assertThat(things.findings()).hasSize(before).contains("day=1 {\"id\":1} value small");
    }

    @Test
    void tablesThatChangeWhileTheyAreRead() throws IOException {
        for (String kind : new String[] {"parquet", "delta"}) {
            VerifyFolder table = new VerifyFolder(folder.resolve(kind), spark);
            table.declareTableTarget(kind, "");
            for (int day = 1; day <= 3; day++) {
                table.write("in/day=" + day + "/a.json", thing(day, "1"));
                table.append(table.rows(Integer.toString(day), day, 1), kind);
            }
            Consumer<Step> change = step -> {
                try {
                    if (step == Step.PLANNED) {
                        Files.delete(table.dataFiles("2").get(0));
                        table.append(table.rows("3", 33, 1), kind);
                        table.append(table.rows("4", 44, 1), kind);
                    }
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            };
            assertThat(table.verify(change)).as(kind).isEqualTo(ExitCode.INCOMPLETE);
            assertThat(table.notMatching()).as(kind).anySatisfy(two -> assertThat(two)
                    .startsWith("day=2 INCOMPLETE source,target: target: day=2/part-"));
            // A Delta table is read as it was when the run began: what is added meanwhile is the next run's.
            assertThat(table.notMatching()).as(kind).hasSize(kind.equals("delta") ? 1 : 3);
        }
    }
}
