package tallystick.check.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PairingTest {
    private final Pairing<String> pairing = new Pairing<>(3);

    @Test
    void twoCopiesAgainstOneIsOneDifferenceWithoutAPartner() {
        pairing.add("a", 2, 1);
        assertThat(pairing.first()).containsExactly("a");
        assertThat(pairing.second()).isEmpty();
        assertThat(pairing.differences()).isEqualTo(1);
    }

    @Test
    void equalMultisetsLeaveNothing() {
        pairing.add("a", 2, 2);
        pairing.add("b", 1, 1);
        assertThat(pairing.differences()).isZero();
        assertThat(pairing.first()).isEmpty();
    }

    @Test
    void leftoversArePairedAndWhatHasNoPartnerStays() {
        pairing.add("a", 1, 0);
        pairing.add("b", 0, 1);
        pairing.add("c", 0, 1);
        assertThat(pairing.first()).containsExactly("a");
        assertThat(pairing.second()).containsExactly("b", "c");
        assertThat(pairing.differences()).isEqualTo(2);
    }

    @Test
    void keepsFewAndCountsAll() {
        pairing.add("a", 1_000_000, 0);
        assertThat(pairing.first()).hasSize(3);
        assertThat(pairing.differences()).isEqualTo(1_000_000);
        pairing.clear();
        assertThat(pairing.differences()).isZero();
    }
}
