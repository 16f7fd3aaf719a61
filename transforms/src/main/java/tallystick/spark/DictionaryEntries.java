package tallystick.spark;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.Function;
import org.apache.spark.sql.execution.datasources.parquet.ParquetDictionary;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Encodings of the texts in a Parquet dictionary, each made when it is met a second time: a text that comes once costs
 * what it costs without this. Not safe for use by several threads.
 */
final class DictionaryEntries {
    private static final long NEVER_MET = 0;
    private static final long MET = -1;
    private static final long WITHOUT_ENCODING = -2;
    private static final int MOST = 64 << 20;

    /**
     * Which dictionary a vector has: Spark tells only whether it has one, and wraps it anew for each batch. Null where this
     * Spark does not let us see.
     */
    private static final @Nullable VarHandle WRAPPER =
            field(WritableColumnVector.class, org.apache.spark.sql.execution.vectorized.Dictionary.class);

    private static final @Nullable VarHandle DICTIONARY =
            field(ParquetDictionary.class, org.apache.parquet.column.Dictionary.class);

    private final Function<UTF8String, byte @Nullable []> encoding;
    private @Nullable Object wrapper;
    private @Nullable Object dictionary;

    /** For each entry where its encoding starts and how long it is: close together, so that they stay in the cache. */
    private long[] places = {};

    private byte[] encodings = new byte[1024];
    private int used;

    /** @param encoding of a text, or null if it has none */
    DictionaryEntries(Function<UTF8String, byte @Nullable []> encoding) {
        this.encoding = encoding;
    }

    private static @Nullable VarHandle field(Class<?> of, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(of, MethodHandles.lookup()).findVarHandle(of, "dictionary", type);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /**
     * Writes the encoding of the text in that row of a vector with a dictionary.
     *
     * @param limit where it must end
     * @return where it ends, {@link DirectColumn#FULL}, or {@link DirectColumn#BAD} if it is to be made otherwise
     */
    int write(WritableColumnVector values, int row, byte[] to, int at, int limit) {
        if (WRAPPER == null || DICTIONARY == null) {
            return DirectColumn.BAD;
        }
        Object now = WRAPPER.get(values);
        if (now != wrapper) {
            enter(now, DICTIONARY);
        }
        int id = values.getDictionaryIds().getDictId(row);
        long place = id < places.length ? places[id] : NEVER_MET;
        if (place <= NEVER_MET) {
            place = meet(values, row, id, place);
            if (place <= NEVER_MET) {
                return DirectColumn.BAD;
            }
        }
        int length = (int) place;
        if (at + length > limit) {
            return DirectColumn.FULL;
        }
        System.arraycopy(encodings, (int) (place >>> 32), to, at, length);
        return at + length;
    }

    private void enter(Object now, VarHandle inner) {
        wrapper = now;
        Object read = now instanceof ParquetDictionary ? inner.get(now) : now;
        if (read != dictionary) {
            dictionary = read;
            used = 0;
            Arrays.fill(places, NEVER_MET);
        }
    }

    /** Notes that a text was met, and encodes it the second time. */
    private long meet(WritableColumnVector values, int row, int id, long place) {
        if (id >= places.length) {
            places = Arrays.copyOf(places, Math.max(id + 1, places.length * 2));
        }
        if (place == NEVER_MET) {
            places[id] = MET;
        } else if (place == MET) {
            byte[] encoded = used < MOST ? encoding.apply(values.getUTF8String(row)) : null;
            if (encoded == null) {
                places[id] = WITHOUT_ENCODING;
            } else {
                if (used + encoded.length > encodings.length) {
                    encodings = Arrays.copyOf(encodings, Math.max(used + encoded.length, encodings.length * 2));
                }
                System.arraycopy(encoded, 0, encodings, used, encoded.length);
                places[id] = (long) used << 32 | encoded.length;
                used += encoded.length;
                return places[id];
            }
        }
        return MET;
    }
}
