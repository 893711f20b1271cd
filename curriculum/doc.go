// Package curriculum says what is taught, to whom, and who may take it.
//
// A [Framework] states the three tiers (三阶): which grades each takes, and
// which declared intents the highest asks for. A [Catalog] holds the framework
// and the courses, validated once and immutable from then on. A [Cohort] is a
// class, a group or a single pupil with its record; [Catalog.Eligible] decides
// whether it may take a course and gives every reason why not.
//
// Tiers overlap on purpose: a tier is not a function of a grade.
package curriculum
