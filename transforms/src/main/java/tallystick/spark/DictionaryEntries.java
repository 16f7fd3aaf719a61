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
    private static final byte[] MET = {};

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
    private byte[] @Nullable [] entries = {};

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

    /** The encoding of the text in that row of a vector with a dictionary; null if it is to be made otherwise. */
    byte @Nullable [] of(WritableColumnVector values, int row) {
        if (WRAPPER == null || DICTIONARY == null) {
            return null;
        }
        Object now = WRAPPER.get(values);
        if (now != wrapper) {
            wrapper = now;
            Object read = now instanceof ParquetDictionary ? DICTIONARY.get(now) : now;
            if (read != dictionary) {
                dictionary = read;
                Arrays.fill(entries, null);
            }
        }
        int id = values.getDictionaryIds().getDictId(row);
        if (id >= entries.length) {
            entries = Arrays.copyOf(entries, Math.max(id + 1, entries.length * 2));
        }
        byte[] entry = entries[id];
        if (entry == null) {
            entries[id] = MET;
            return null;
        }
        if (entry == MET) {
            entry = encoding.apply(values.getUTF8String(row));
            entries[id] = entry;
        }
        return entry;
    }
}
