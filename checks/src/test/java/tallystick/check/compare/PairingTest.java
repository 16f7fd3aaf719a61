package tallystick.check.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class PairingTest {
    private final Pairing<String> pairing = new Pairing<>(2, 3);

    @Test
    void twoCopiesAgainstOneIsOneDifferenceWithoutAPartner() {
        add("a", 2, 1);
        assertThat(pairing.left(0)).containsExactly("a");
        assertThat(pairing.left(1)).isEmpty();
        assertThat(pairing.differences()).isEqualTo(1);
        assertThat(pairing.repeated()).isTrue();
    }

    @Test
    void equalMultisetsLeaveNothing() {
        add("a", 2, 2);
        add("b", 1, 1);
        assertThat(pairing.differences()).isZero();
        assertThat(pairing.left(0)).isEmpty();
        assertThat(pairing.repeated()).isFalse();
    }

    @Test
    void leftoversArePairedAndWhatHasNoPartnerStays() {
        add("a", 1, 0);
        add("b", 0, 1);
        add("c", 0, 1);
        assertThat(pairing.left(0)).containsExactly("a");
        assertThat(pairing.left(1)).containsExactly("b", "c");
        assertThat(pairing.differences()).isEqualTo(2);
        assertThat(pairing.repeated()).isFalse();
    }

    @Test
    void keepsFewAndCountsAll() {
        add("a", 1_000_000, 0);
        assertThat(pairing.left(0)).hasSize(3);
        assertThat(pairing.differences()).isEqualTo(1_000_000);
        pairing.clear();
        assertThat(pairing.differences()).isZero();
    }

    @Test
    void ofThreeSidesTheOneThatDiffersMeetsTheTwoThatAgree() {
        Pairing<String> three = new Pairing<>(3, 3);
        three.add(Collections.nCopies(3, "x"), new long[] {1, 1, 0});
        three.add(Collections.nCopies(3, "y"), new long[] {0, 0, 1});
        assertThat(three.left(0)).containsExactly("x");
        assertThat(three.left(1)).containsExactly("x");
        assertThat(three.left(2)).containsExactly("y");
        assertThat(three.differences()).isEqualTo(1);
    }

    private void add(String record, long inFirst, long inSecond) {
        pairing.add(Collections.nCopies(2, record), new long[] {inFirst, inSecond});
    }
}
