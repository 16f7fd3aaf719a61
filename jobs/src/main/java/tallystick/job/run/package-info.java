/** What every job shares: the state folder, the lease, manifests, verdict files, system tables, and the settings that meaning depends on. */
@org.jspecify.annotations.NullMarked
package tallystick.job.run;
