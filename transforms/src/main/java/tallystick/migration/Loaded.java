package tallystick.migration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tallystick.contract.Contract;
import tallystick.contract.Diagnostic;
import tallystick.contract.Redaction;
import tallystick.record.RecordShapes;
import tallystick.wire.Carriage;

/**
 * A migration file that was read: what could be made of it, and everything that is wrong with it and its contract.
 *
 * @param migration empty if anything in the migration file itself is wrong
 * @param contract empty if anything in the contract is wrong
 * @param source the source's records bound to the contract; empty for a table, and when anything is wrong with it
 * @param target the target's, likewise
 * @param carriage for each side that could be judged, how it carries each leaf field of the contract, by dotted path, as the worst of
 *     its records' shapes does
 * @param diagnostics in the order of the files; jobs run only when none is an error
 * @param redaction keeps the secrets of both files out of what is printed
 * @param fingerprint SHA-256 of the migration file and the contract as they are meant, overrides applied, references not
 *     resolved: the same for two runs exactly if they were told the same
 */
public record Loaded(
        Optional<Migration> migration,
        Optional<Contract> contract,
        Optional<RecordShapes> source,
        Optional<RecordShapes> target,
        Map<SideName, Map<String, Carriage>> carriage,
        List<Diagnostic> diagnostics,
        Redaction redaction,
        String fingerprint) {
    public Loaded {
        carriage = new LinkedHashMap<>(carriage);
        diagnostics = List.copyOf(diagnostics);
    }

    /** Whether any diagnostic is an error. */
    public boolean isWrong() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }

    /** How the side's records are read and written. */
    public Optional<RecordShapes> records(SideName side) {
        return side == SideName.SOURCE ? source : target;
    }
}
