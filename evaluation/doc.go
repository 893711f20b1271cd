// Package evaluation says how good visits were, in the eyes of those who can tell.
//
// A [Form] states who rates (pupils themselves, their peers, teachers,
// instructors, parents, a third party), what is rated and on which scale. A
// [Survey] holds forms and the ratings given on them, validated once and
// immutable from then on. [Survey.Aggregate] makes figures of them, as a whole and
// cut by center, course, respondent group or cohort, and shows nothing that
// fewer than a minimum of raters stand behind; [Survey.Satisfaction] sets
// terms side by side. [Survey.Scorecards] ranks centers by indicators, of which
// satisfaction can be one, with weights that change by the year.
//
// Nothing here acts on a plan. Who wants feedback to raise or lower what a
// course may offer next term applies a [SupplyRule] and reads what it did.
//
// All figures are thousandths, [Permille]: 0 for the lowest mark of a scale,
// 1000 for the highest. They are integers, rounded at each step with halves up,
// so that each follows from those shown beside it.
package evaluation
