package tallystick.job.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right to write one migration's table. The highest epoch holds it; a new holder takes the next one. The epoch goes
 * into the transaction number of each commit, so a holder that was taken for dead and wakes up can commit nothing any
 * more.
 *
 * <p>A dead holder does not block: on the same machine its process is looked for, else its beat is watched.
 */
public final class Lease implements AutoCloseable {
    /** How often a holder beats. */
    public static final Duration BEAT = Duration.ofSeconds(5);
    /** How long a beat must stand still before its holder is taken for dead. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String FOLDER = "lease";
    private static final int WIDTH = 8;

    /**
     * Who holds a lease.
     *
     * @param runId of the run
     * @param host its name
     * @param machine one boot of one machine and its process ids, so that equal process ids mean equal processes
     * @param process its id
     * @param processStarted in milliseconds since 1970
     */
    record Holder(String runId, String host, String machine, long process, long processStarted) {}

    private final StateFiles state;
    private final long epoch;
    private final Thread beating;
    private final Object closing = new Object();
    private volatile boolean lost;
    private volatile boolean closed;

    private Lease(StateFiles state, long epoch) {
        this.state = state;
        this.epoch = epoch;
        this.beating = new Thread(this::beat, "lease-" + epoch);
        beating.setDaemon(true);
        beating.start();
    }

    /**
     * Takes the lease.
     *
     * @param state the folder of the job; the lease is the folder {@code lease} in it
     * @throws JobException with code 24 if a living run holds it
     */
    public static Lease acquire(StateFiles state, String runId) {
        return acquire(state, runId, BEAT, PATIENCE);
    }

    static Lease acquire(StateFiles state, String runId, Duration beat, Duration patience) {
        Holder self = self(runId);
        byte[] content = Json.bytes(self);
        while (true) {
            long highest = highest(state);
            if (highest > 0 && !isReleased(state, highest)) {
                awaitDeath(state, highest, beat, patience);
            }
            long next = highest + 1;
            if (!state.create(file(next), content)) {
                continue; // another was faster: look at it
            }
            if (!state.createsAtomically() && !isOurs(state, next, content, beat)) {
                continue;
            }
            for (String name : state.names(FOLDER)) {
                if (epoch(name) < next) {
                    state.delete(FOLDER + "/" + name);
                }
            }
            return new Lease(state, next);
        }
    }

    /** The number of this holding, 1 or more, higher than any before. */
    public long epoch() {
        return epoch;
    }

    /**
     * Makes sure that no newer run has taken over.
     *
     * @throws JobException with code 24 if one has
     */
    public void assertHeld() {
        if (lost || highest(state) > epoch) {
            lost = true;
            throw new JobException(
                    ExitCode.LEASE_HELD,
                    "another run took over the lease of " + state.root()
                            + " because this one seemed dead; this run stops and has committed nothing since");
        }
    }

    /** Gives the lease back. */
    @Override
    public void close() {
        synchronized (closing) {
            closed = true;
            closing.notifyAll();
        }
        try {
            beating.join(BEAT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!lost) {
            state.write(file(epoch) + ".released", new byte[0]);
        }
    }

    private void beat() {
        long count = 0;
        while (!closed && !lost) {
            try {
                state.write(file(epoch) + ".beat", Long.toString(count++).getBytes(StandardCharsets.UTF_8));
                lost = highest(state) > epoch;
            } catch (JobException e) {
                // The file system stutters; the next beat may work, and a lost lease is noticed at the commit.
            }
            synchronized (closing) {
                try {
                    if (!closed) {
                        closing.wait(BEAT.toMillis());
                    }
                } catch (InterruptedException e) {
                    return;
                }
            }
        }
    }

    /** Returns when the holder is dead. */
    private static void awaitDeath(StateFiles state, long epoch, Duration beat, Duration patience) {
        Optional<Holder> holder = state.read(file(epoch))
                .filter(bytes -> bytes.length > 0)
                .map(bytes -> Json.read(bytes, Holder.class, state.resolve(file(epoch))));
        Holder self = self("");
        if (holder.isPresent() && holder.get().machine().equals(self.machine())) {
            if (isAlive(holder.get())) {
                throw held(state, holder.get());
            }
            return;
        }
        byte[] first = pulse(state, epoch);
        long waited = 0;
        while (waited < patience.toMillis()) {
            if (highest(state) != epoch || isReleased(state, epoch)) {
                return;
            }
            if (!Arrays.equals(first, pulse(state, epoch))) {
                throw held(state, holder.orElse(null));
            }
            try {
                long step = Math.min(beat.toMillis(), 1000);
                Thread.sleep(step);
                waited += step;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw held(state, holder.orElse(null));
            }
        }
    }

    private static JobException held(StateFiles state, @Nullable Holder holder) {
        String who = holder == null
                ? "another run"
                : "run " + holder.runId() + " (process " + holder.process() + " on " + holder.host() + ")";
        return new JobException(
                ExitCode.LEASE_HELD,
                who + " is working on " + state.root()
                        + "; this run stops and has changed nothing. Wait for it, or end that process: the next run takes"
                        + " over by itself");
    }

    private static boolean isAlive(Holder holder) {
        Optional<ProcessHandle> process = ProcessHandle.of(holder.process());
        return process.isPresent()
                && process.get().isAlive()
                && process.get()
                        .info()
                        .startInstant()
                        .map(start -> start.toEpochMilli() == holder.processStarted())
                        .orElse(true);
    }

    private static byte[] pulse(StateFiles state, long epoch) {
        return state.read(file(epoch) + ".beat").orElse(new byte[0]);
    }

    private static boolean isOurs(StateFiles state, long epoch, byte[] content, Duration beat) {
        try {
            Thread.sleep(Math.min(2000, beat.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return state.read(file(epoch))
                .filter(bytes -> Arrays.equals(bytes, content))
                .isPresent();
    }

    private static boolean isReleased(StateFiles state, long epoch) {
        return state.read(file(epoch) + ".released").isPresent();
    }

    private static long highest(StateFiles state) {
        List<String> names = state.names(FOLDER);
        long highest = 0;
        for (String name : names) {
            highest = Math.max(highest, epoch(name));
        }
        return highest;
    }

    private static long epoch(String name) {
        int dot = name.indexOf('.');
        try {
            return Long.parseLong(dot < 0 ? name : name.substring(0, dot));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String file(long epoch) {
        return FOLDER + "/" + String.format("%0" + WIDTH + "d", epoch);
    }

    private static Holder self(String runId) {
        ProcessHandle process = ProcessHandle.current();
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "unknown";
        }
        long started =
                process.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L);
        return new Holder(runId, host, machine(host), process.pid(), started);
    }

    /** One space of process ids: a boot of a machine, and the container on it. A random one where that is unknown. */
    private static String machine(String host) {
        try {
            String boot =
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            String processes =
                    Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
            return host + " " + boot + " " + processes;
        } catch (IOException | RuntimeException e) {
            // No such files on other systems than Linux, and no containers of their own either.
            boolean linux = System.getProperty("os.name", "").startsWith("Linux");
            return linux ? "unknown " + java.util.UUID.randomUUID() : host;
        }
    }
}
