package tallystick.check.tally;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tallystick.store.Compression;
import tallystick.store.Coverage;
import tallystick.store.FileEntry;
import tallystick.store.FileSplit;

/** What (a part of) one side amounts to: tallies per slice, and how often each declared rule applied. */
public final class SideTally {
    private final SliceTallies slices;
    private final Map<String, Long> rules;
    private final Map<String, Map<String, Long>> routed = new TreeMap<>();
    private final Map<String, String> incomplete = new TreeMap<>();
    private final List<Coverage> parts = new ArrayList<>();

    public SideTally() {
        this(new SliceTallies(), new TreeMap<>());
    }

    private SideTally(SliceTallies slices, Map<String, Long> rules) {
        this.slices = slices;
        this.rules = rules;
    }

    public SliceTallies slices() {
        return slices;
    }

    /** How often each declared rule changed a value, by field path and rule. */
    public Map<String, Long> rules() {
        return new TreeMap<>(rules);
    }

    public void addRules(Map<String, Long> counts) {
        counts.forEach((rule, count) -> rules.merge(rule, count, Long::sum));
    }

    /** Adds how many records of a unit went each route. */
    public void addRouted(Map<String, Map<String, Long>> counts) {
        counts.forEach((unit, routes) -> routes.forEach((route, count) ->
                routed.computeIfAbsent(unit, key -> new TreeMap<>()).merge(route, count, Long::sum)));
    }

    /** How many records of each unit are in no slice, as a declared rule leaves them out. */
    public Map<String, Long> filtered() {
        Map<String, Long> filtered = new TreeMap<>();
        routed.forEach((unit, routes) -> routes.values().forEach(count -> filtered.merge(unit, count, Long::sum)));
        return filtered;
    }

    /** How many records went each route. */
    public Map<String, Long> routed() {
        Map<String, Long> all = new TreeMap<>();
        routed.values().forEach(routes -> routes.forEach((route, count) -> all.merge(route, count, Long::sum)));
        return all;
    }

    /** Notes that the unit was not read to its end. */
    public void incomplete(String unit, String reason) {
        incomplete.putIfAbsent(unit, reason);
    }

    /** Units that were not read to their end, each with a reason. */
    public Map<String, String> incomplete() {
        return new TreeMap<>(incomplete);
    }

    /** Adds what was read of files that several tasks share. */
    public void addParts(List<Coverage> coverage) {
        parts.addAll(coverage);
    }

    /**
     * Once all tasks are merged: notes every unit of which the parts of a shared file do not join from 0 to its end.
     * Parts of units that are noted already are not looked at: a task that stopped there has none.
     */
    public void joinParts() {
        Map<String, List<Coverage>> files = new TreeMap<>();
        for (Coverage part : parts) {
            files.computeIfAbsent(part.split().file().path(), path -> new ArrayList<>())
                    .add(part);
        }
        for (List<Coverage> file : files.values()) {
            String unit = file.get(0).split().unit();
            Coverage.gap(file).ifPresent(gap -> incomplete(unit, gap));
        }
        parts.clear();
    }

    /** Adds what another task or wave found. */
    public void merge(SideTally other) {
        slices.merge(other.slices);
        addRules(other.rules);
        addRouted(other.routed);
        other.incomplete.forEach(this::incomplete);
        parts.addAll(other.parts);
    }

    /** Writes everything; {@link #read} reads it. */
    public void write(DataOutput out) throws IOException {
        slices.write(out);
        out.writeInt(rules.size());
        for (Map.Entry<String, Long> rule : rules.entrySet()) {
            out.writeUTF(rule.getKey());
            out.writeLong(rule.getValue());
        }
        out.writeInt(routed.size());
        for (Map.Entry<String, Map<String, Long>> unit : routed.entrySet()) {
            out.writeUTF(unit.getKey());
            out.writeInt(unit.getValue().size());
            for (Map.Entry<String, Long> route : unit.getValue().entrySet()) {
                out.writeUTF(route.getKey());
                out.writeLong(route.getValue());
            }
        }
        out.writeInt(incomplete.size());
        for (Map.Entry<String, String> unit : incomplete.entrySet()) {
            out.writeUTF(unit.getKey());
            out.writeUTF(unit.getValue());
        }
        out.writeInt(parts.size());
        for (Coverage part : parts) {
            FileSplit split = part.split();
            out.writeUTF(split.unit());
            out.writeUTF(split.file().path());
            out.writeLong(split.file().size());
            out.writeUTF(split.file().stamp());
            out.writeUTF(split.compression().name());
            out.writeLong(split.from());
            out.writeLong(split.to());
            out.writeLong(part.first());
            out.writeLong(part.end());
            out.writeLong(part.records());
        }
    }

    /** Reads what {@link #write} wrote. */
    public static SideTally read(DataInput in) throws IOException {
        SliceTallies slices = SliceTallies.read(in);
        Map<String, Long> rules = new TreeMap<>();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            rules.put(in.readUTF(), in.readLong());
        }
        SideTally tally = new SideTally(slices, rules);
        for (int units = in.readInt(); units > 0; units--) {
            Map<String, Long> routes = new TreeMap<>();
            String unit = in.readUTF();
            for (int i = in.readInt(); i > 0; i--) {
                routes.put(in.readUTF(), in.readLong());
            }
            tally.addRouted(Map.of(unit, routes));
        }
        int incomplete = in.readInt();
        for (int i = 0; i < incomplete; i++) {
            tally.incomplete(in.readUTF(), in.readUTF());
        }
        int parts = in.readInt();
        for (int i = 0; i < parts; i++) {
            String unit = in.readUTF();
            FileEntry file = new FileEntry(in.readUTF(), in.readLong(), in.readUTF());
            Compression compression = Compression.valueOf(in.readUTF());
            FileSplit split = new FileSplit(unit, file, compression, in.readLong(), in.readLong());
            tally.parts.add(new Coverage(split, in.readLong(), in.readLong(), in.readLong()));
        }
        return tally;
    }
}
