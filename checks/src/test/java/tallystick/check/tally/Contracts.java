package tallystick.check.tally;

import tallystick.contract.Contract;
import tallystick.contract.ContractFile;

/** Contracts of tests. */
final class Contracts {
    private Contracts() {}

    /** Of those fields, the first of which is {@code id}, the key. */
    static Contract of(String... fields) {
        return ContractFile.load(
                        "t.yaml", "{contract: t, version: 1, key: [id], fields: [" + String.join(", ", fields) + "]}")
                .contract()
                .orElseThrow();
    }
}
