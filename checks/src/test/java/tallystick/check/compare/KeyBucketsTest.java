package tallystick.check.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tallystick.canonical.Digest;

class KeyBucketsTest {
    private static final Digest MONDAY = new Digest(5, -7);
    private static final Digest TUESDAY = new Digest(11, 3);

    @Test
    void bucketsNameWhereKeysDiffer() {
        KeyBuckets first = new KeyBuckets();
        KeyBuckets second = new KeyBuckets();
        for (long key = 0; key < 10_000; key++) {
            first.add(key, MONDAY, new Digest(key * 31, -key));
            second.add(9_999 - key, MONDAY, new Digest((9_999 - key) * 31, key - 9_999));
        }
        assertThat(first.differing(second).isEmpty()).isTrue();
        second.add(KeyBuckets.SIZE * 3L + 17, MONDAY, new Digest(1, 1));
        assertThat(first.differing(second).stream().toArray()).containsExactly(17);
        KeyBuckets third = new KeyBuckets();
        third.merge(KeyBuckets.of(first.toBytes()));
        third.add(17, MONDAY, new Digest(1, 1));
        assertThat(third.differing(second).isEmpty()).isTrue();
    }

    @Test
    void aRecordThatMovedToAnotherSliceDoesNotCancelItself() {
        KeyBuckets first = new KeyBuckets();
        KeyBuckets second = new KeyBuckets();
        first.add(4, MONDAY, new Digest(8, 9));
        second.add(4, TUESDAY, new Digest(8, 9));
        assertThat(first.differing(second).stream().toArray()).containsExactly(4);
    }

    @Test
    void recordsOfOneKeyThatChangedPlacesDoNotCancel() {
        KeyBuckets first = new KeyBuckets();
        KeyBuckets second = new KeyBuckets();
        first.add(4, MONDAY, new Digest(8, 9));
        first.add(4, TUESDAY, new Digest(1, 2));
        second.add(4, MONDAY, new Digest(1, 2));
        second.add(4, TUESDAY, new Digest(8, 9));
        assertThat(first.differing(second).stream().toArray()).containsExactly(4);
    }
}
