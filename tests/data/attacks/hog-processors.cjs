// Keeps processors busy for longer than it may.
// Stopped by: processor time, wall clock
refused("to be ended by the limit", "");
for (;;) ;
