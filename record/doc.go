// Package record keeps what pupils have done, and says what it counts for.
//
// A [Book] holds completion records: who did which course where and when, for
// how many class hours. It is append-only; a mistake is voided, never erased.
// A [Learner] is a class, a group, or one pupil under a pseudonym, whose record
// is what the pupil's classes did as well.
//
// An [Account] turns class hours into credits by an [Agreement] of two schools,
// and loses none. A [Certificate] says what was completed so that anybody can
// check it; [Book.Transcript] and [Book.Portfolio] are for the learner.
package record
