// Package capacity says who can host visits, when, and with how many seats.
//
// A [Network] holds the centers of a district with their rooms, instructors,
// calendars, offerings and limits, validated once and immutable from then on;
// [Network.Sessions] walks the sessions that can exist. A [Ledger] keeps the
// seats of one session while schools reserve and confirm them.
//
// All times are civil times of the network's one time zone, counted in whole
// minutes: a [Date], a [Clock] within the day, and a [Moment] that is both.
// Intervals are half-open, spans of dates include both ends.
package capacity
