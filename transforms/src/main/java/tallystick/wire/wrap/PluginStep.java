package tallystick.wire.wrap;

/** A wrapping that a plug-in knows. */
final class PluginStep implements Step {
    private final String name;
    private final WrapPlugin.Transform transform;

    PluginStep(Wrapping.Plugin wrapping) {
        name = wrapping.name();
        transform = WrapPlugins.named(name)
                .orElseThrow(() -> new IllegalStateException("the plug-in " + name
                        + " is not on the class path of this process, as it was where the migration file was read; bring its"
                        + " jar to executors too: --jars"))
                .make(wrapping.options());
    }

    @Override
    public void unwrap(Span in, Span out, int most) throws UnwrapException {
        byte[] made;
        try {
            made = transform.unwrap(in.bytes, in.from, in.to, most);
        } catch (RuntimeException e) {
            // What it says may hold what is secret; the bytes are hostile, and the next record is another one.
            throw new UnwrapException("the plug-in failed with " + e.getClass().getName());
        }
        if (made.length > most) {
            throw UnwrapException.tooLong(most);
        }
        out.set(made, 0, made.length);
    }

    @Override
    public void wrap(Span in, Span out) {
        byte[] made = transform.wrap(in.bytes, in.from, in.to);
        out.set(made, 0, made.length);
    }

    @Override
    public void close() {
        transform.close();
    }
}
