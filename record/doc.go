// Package record keeps what pupils have done, and says what it counts for.
//
// A [Book] holds completion records: who did which course where and when, for
// how many class hours. It is append-only; a mistake is voided, never erased.
// A [Learner] is a class, a group, or one pupil under a pseudonym, whose record
// is what the pupil's classes did as well. [Attend] makes entries of the visits
// that took place.
//
// A [Standard] is a rule of class hours or credits as dated data; [Standards] has
// the national ones and Shanghai's. [Assess] holds a record against them, each
// part of a period by the rule of its own, and says of every entry why it counts
// or not. [Cover] says how far a record covers a program of visits, and [Needs]
// makes requests of what is owed.
//
// An [Account] turns class hours into credits by an [Agreement] of two schools,
// and loses none. A [Certificate] says what was completed so that anybody can
// check it; [Book.Transcript] and [Book.Portfolio] are for the learner.
package record
