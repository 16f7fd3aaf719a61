package tallystick.job.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeaseTest {
    private static final Duration BEAT = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMillis(300);

    @TempDir
    private Path folder;

    private StateFiles state;

    @BeforeEach
    void open() {
        state = new StateFiles(new Configuration(), folder.toString());
    }

    private Lease acquire(String run) {
        return Lease.acquire(state, run, BEAT, PATIENCE);
    }

    private void holder(long epoch, String machine, long process) {
        Lease.Holder holder = new Lease.Holder("dead", "elsewhere", machine, process, 1);
        state.create("lease/" + String.format("%08d", epoch), Json.bytes(holder));
    }

    @Test
    void aSecondRunIsTurnedAwayUntilTheFirstEnds() {
        Lease first = acquire("first");
        assertThat(first.epoch()).isEqualTo(1);
        assertThatThrownBy(() -> acquire("second"))
                .isInstanceOf(JobException.class)
                .hasMessageContaining(
                        "run first (process " + ProcessHandle.current().pid() + " on ")
                .hasMessageContaining("is working on")
                .extracting(e -> ((JobException) e).code())
                .isEqualTo(ExitCode.LEASE_HELD);
        first.assertHeld();
        first.close();
        try (Lease second = acquire("second")) {
            assertThat(second.epoch()).isEqualTo(2);
        }
    }

    @Test
    void ofManyAtOnceOneGetsIt() throws Exception {
        AtomicInteger turnedAway = new AtomicInteger();
        List<Lease> held = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String run = "run" + i;
            all.add(threads.submit(() -> {
                try {
                    Lease lease = acquire(run);
                    synchronized (held) {
                        held.add(lease);
                    }
                } catch (JobException e) {
                    turnedAway.incrementAndGet();
                }
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        threads.shutdown();
        assertThat(held).hasSize(1);
        assertThat(turnedAway).hasValue(7);
        held.get(0).close();
    }

    @Test
    void aDeadProcessOfThisMachineIsTakenOverAtOnce() throws IOException {
        Lease mine = acquire("me");
        Lease.Holder self =
                Json.read(Files.readAllBytes(folder.resolve("lease/00000001")), Lease.Holder.class, "lease");
        mine.close();
        // The process id of this very process, but started at another time: the number was used again.
        state.delete("lease/00000001.released");
        state.delete("lease/00000001");
        holder(7, self.machine(), self.process());
        try (Lease lease = Lease.acquire(state, "next", BEAT, Duration.ofDays(1))) {
            assertThat(lease.epoch()).isEqualTo(8);
        }
    }

    @Test
    void aHolderElsewhereIsDeadWhenItsBeatStandsStill() throws Exception {
        holder(3, "another machine", 1);
        state.write("lease/00000003.beat", "1".getBytes(StandardCharsets.UTF_8));
        try (Lease lease = acquire("next")) {
            assertThat(lease.epoch()).isEqualTo(4);
        }
        holder(9, "another machine", 1);
        Thread beating = new Thread(() -> {
            for (int i = 0; i < 100; i++) {
                state.write("lease/00000009.beat", Integer.toString(i).getBytes(StandardCharsets.UTF_8));
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        beating.start();
        try {
            assertThatThrownBy(() -> Lease.acquire(state, "next", BEAT, Duration.ofSeconds(60)))
                    .hasMessageContaining("run dead (process 1 on elsewhere) is working");
        } finally {
            beating.interrupt();
            beating.join();
        }
    }

    @Test
    void aHolderThatWasTakenOverKnowsIt() {
        Lease first = acquire("first");
        holder(2, "another machine", 1);
        assertThatThrownBy(first::assertHeld)
                .hasMessageContaining("another run took over the lease")
                .extracting(e -> ((JobException) e).code())
                .isEqualTo(ExitCode.LEASE_HELD);
        first.close();
        assertThat(folder.resolve("lease/00000001.released")).doesNotExist();
    }
}
