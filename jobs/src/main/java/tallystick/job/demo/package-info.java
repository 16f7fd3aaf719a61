/** The demonstration: real data in which ten known differences are planted, migrated and verified in one command. */
@org.jspecify.annotations.NullMarked
package tallystick.job.demo;
