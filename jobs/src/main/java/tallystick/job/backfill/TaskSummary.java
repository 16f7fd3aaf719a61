package tallystick.job.backfill;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tallystick.store.Compression;
import tallystick.store.Coverage;
import tallystick.store.FileEntry;
import tallystick.store.FileSplit;

/** What a task says about its work, in a side file that is there only when the task ended. */
final class TaskSummary {
    final Map<String, UnitTally> units = new TreeMap<>();
    final List<Coverage> coverages = new ArrayList<>();
    /** Unit to reason, for units that could not be read to their end. */
    final Map<String, String> incomplete = new TreeMap<>();

    UnitTally unit(String id) {
        return units.computeIfAbsent(id, key -> new UnitTally());
    }

    void merge(TaskSummary other) {
        other.units.forEach((id, tally) -> unit(id).merge(tally));
        coverages.addAll(other.coverages);
        other.incomplete.forEach(incomplete::putIfAbsent);
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(units.size());
            for (Map.Entry<String, UnitTally> unit : units.entrySet()) {
                out.writeUTF(unit.getKey());
                unit.getValue().write(out);
            }
            out.writeInt(coverages.size());
            for (Coverage coverage : coverages) {
                FileSplit split = coverage.split();
                out.writeUTF(split.unit());
                out.writeUTF(split.file().path());
                out.writeLong(split.file().size());
                out.writeUTF(split.file().stamp());
                out.writeUTF(split.compression().name());
                out.writeLong(split.from());
                out.writeLong(split.to());
                out.writeLong(coverage.first());
                out.writeLong(coverage.end());
                out.writeLong(coverage.records());
            }
            out.writeInt(incomplete.size());
            for (Map.Entry<String, String> unit : incomplete.entrySet()) {
                out.writeUTF(unit.getKey());
                out.writeUTF(unit.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static TaskSummary read(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        TaskSummary summary = new TaskSummary();
        for (int i = in.readInt(); i > 0; i--) {
            String unit = in.readUTF();
            summary.units.put(unit, UnitTally.read(in));
        }
        for (int i = in.readInt(); i > 0; i--) {
            String unit = in.readUTF();
            FileEntry file = new FileEntry(in.readUTF(), in.readLong(), in.readUTF());
            FileSplit split =
                    new FileSplit(unit, file, Compression.valueOf(in.readUTF()), in.readLong(), in.readLong());
            summary.coverages.add(new Coverage(split, in.readLong(), in.readLong(), in.readLong()));
        }
        for (int i = in.readInt(); i > 0; i--) {
            String unit = in.readUTF();
            summary.incomplete.put(unit, in.readUTF());
        }
        return summary;
    }
}
