package curriculum

// Framework states which tier takes whom and how many adults come along. The
// zero Framework is the one of the founding proposal, with upper primary from
// grade 5 and [DefaultAdults].
type Framework struct {
	// UpperPrimary is the first grade of upper primary (小学高年段), which the
	// documents do not define. 0 means 5; some districts use 4. It is not
	// stated together with Tiers.
	UpperPrimary Grade `json:"upperPrimary,omitzero"`
	// Tiers replaces the rules that UpperPrimary implies. Empty, or one rule
	// for each of the three tiers.
	Tiers []TierRule `json:"tiers,omitzero"`
	// Adults replaces [DefaultAdults] when not empty.
	Adults []AdultRule `json:"adults,omitzero"`
}

// TierRule says whom a tier takes.
type TierRule struct {
	Tier   Tier      `json:"tier"`
	Grades GradeSet  `json:"grades"`          // grades that may take the tier
	Intent IntentSet `json:"intent,omitzero"` // one of these must be declared; empty asks for none
}

// AdultRule says how many adults accompany pupils of some grades: one for each
// started PupilsPerAdult, and at least Minimum.
type AdultRule struct {
	Grades         GradeSet `json:"grades"`
	PupilsPerAdult int      `json:"pupilsPerAdult"`
	Minimum        int      `json:"minimum,omitzero"` // 0 means 1
	From           int      `json:"from,omitzero"`    // Minimum holds for groups of at least this size; smaller ones need 1
}

// DefaultAdults returns one adult for four pupils in grades 1 and 2, for six
// in 3 to 6, for ten above, and at least two with groups of 20 or more.
func DefaultAdults() []AdultRule {
	return []AdultRule{
		{Grades: Grades(1, 2), PupilsPerAdult: 4, Minimum: 2, From: 20},
		{Grades: Grades(3, 6), PupilsPerAdult: 6, Minimum: 2, From: 20},
		{Grades: Grades(7, Vocational3), PupilsPerAdult: 10, Minimum: 2, From: 20},
	}
}

// Rule returns the rule in force for a tier, and false for an unknown tier.
func (f Framework) Rule(t Tier) (TierRule, bool) {
	for _, r := range f.rules() {
		if r.Tier == t {
			return r, true
		}
	}
	return TierRule{}, false
}

func (f Framework) rules() []TierRule {
	if len(f.Tiers) > 0 {
		return f.Tiers
	}
	upper := f.UpperPrimary
	if upper == 0 {
		upper = 5
	}
	return []TierRule{
		{Tier: Experience, Grades: Grades(1, 9)},
		{Tier: Practice, Grades: Grades(upper, Vocational3)},
		{Tier: Exploration, Grades: AllGrades, Intent: Intents(DevelopMajor, EnterCompetition)},
	}
}

// AdultsFor returns how many adults must accompany size pupils of a grade; 0
// when no rule names the grade.
func (f Framework) AdultsFor(g Grade, size int) int {
	rules := f.Adults
	if len(rules) == 0 {
		rules = DefaultAdults()
	}
	for _, r := range rules {
		if r.Grades.Has(g) && r.PupilsPerAdult > 0 && size > 0 {
			need := 1 + (size-1)/r.PupilsPerAdult
			if size >= r.From {
				need = max(need, r.Minimum)
			}
			return need
		}
	}
	return 0
}
