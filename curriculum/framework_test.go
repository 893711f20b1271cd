package curriculum_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/curriculum"
)

// TestDefaultTiers reads the founding proposal's three definitions.
func TestDefaultTiers(t *testing.T) {
	both := curriculum.Intents(curriculum.DevelopMajor, curriculum.EnterCompetition)
	tests := []struct {
		name      string
		reason    string
		framework curriculum.Framework
		tier      curriculum.Tier
		grades    string
		intent    curriculum.IntentSet
	}{{
		name:   "experience",
		reason: "面向小学和初中学生: primary and junior middle school, grades 1 to 9",
		tier:   curriculum.Experience,
		grades: "1-9",
	}, {
		name:   "practice",
		reason: "面向小学高年段、初中和高中学生: from upper primary to senior high, and vocational pupils visit too (面向我区中小学、职业学校开放)",
		tier:   curriculum.Practice,
		grades: "5-12,v1-v3",
	}, {
		name:      "practice from grade 4",
		reason:    "小学高年段 is not defined, so it is a parameter",
		framework: curriculum.Framework{UpperPrimary: 4},
		tier:      curriculum.Practice,
		grades:    "4-12,v1-v3",
	}, {
		name:      "experience with upper primary from grade 4",
		reason:    "the parameter moves Practice alone: the bands overlap on purpose",
		framework: curriculum.Framework{UpperPrimary: 4},
		tier:      curriculum.Experience,
		grades:    "1-9",
	}, {
		name:   "exploration",
		reason: "面向有专业发展意向或科技类竞赛参加意向的学生: either intent opens it, and no grade band is stated",
		tier:   curriculum.Exploration,
		grades: "1-12,v1-v3",
		intent: both,
	}, {
		name:      "stated rules",
		reason:    "tiers that are stated replace the default ones",
		framework: curriculum.Framework{Tiers: threeTiers()},
		tier:      curriculum.Exploration,
		grades:    "7-12",
		intent:    curriculum.Intents(curriculum.EnterCompetition),
	}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, ok := tt.framework.Rule(tt.tier)
			if !ok || r.Tier != tt.tier || r.Grades.String() != tt.grades || r.Intent != tt.intent {
				t.Errorf("rule is %v, %v; want grades %s, intent %v: %s", r, ok, tt.grades, tt.intent, tt.reason)
			}
		})
	}
}

func threeTiers() []curriculum.TierRule {
	return []curriculum.TierRule{
		{Tier: curriculum.Exploration, Grades: curriculum.Grades(7, 12), Intent: curriculum.Intents(curriculum.EnterCompetition)},
		{Tier: curriculum.Experience, Grades: curriculum.Grades(1, 6)},
		{Tier: curriculum.Practice, Grades: curriculum.Grades(7, 9)},
	}
}

func TestNoRuleForUnknownTier(t *testing.T) {
	for _, tier := range []curriculum.Tier{0, 4} {
		if r, ok := (curriculum.Framework{}).Rule(tier); ok {
			t.Errorf("tier %d has the rule %v; want none", tier, r)
		}
	}
}

func TestAdultsFor(t *testing.T) {
	own := curriculum.Framework{Adults: []curriculum.AdultRule{
		{Grades: curriculum.Grades(1, 6), PupilsPerAdult: 8, Minimum: 3, From: 10},
		{Grades: curriculum.Grades(7, 9), PupilsPerAdult: 15},
	}}
	tests := []struct {
		name      string
		reason    string
		framework curriculum.Framework
		grade     curriculum.Grade
		size      int
		want      int
	}{
		{"youngest", "1:4 in grades 1 and 2", curriculum.Framework{}, 2, 40, 10},
		{"started four", "one pupil more asks for one adult more", curriculum.Framework{}, 1, 41, 11},
		{"middle", "1:6 in grades 3 to 6", curriculum.Framework{}, 3, 42, 7},
		{"oldest", "1:10 above", curriculum.Framework{}, 7, 45, 5},
		{"vocational", "vocational pupils are visitors too", curriculum.Framework{}, curriculum.Vocational3, 45, 5},
		{"two from twenty", "at least two with 20 pupils", curriculum.Framework{}, 12, 20, 2},
		{"below twenty", "19 in grade 12 need what the ratio says", curriculum.Framework{}, 12, 19, 2},
		{"ten", "one group of ten has one adult", curriculum.Framework{}, 12, 10, 1},
		{"one pupil", "a single pupil is not alone", curriculum.Framework{}, 12, 1, 1},
		{"nobody", "no pupils need no adult", curriculum.Framework{}, 5, 0, 0},
		{"negative size", "bad data decides nothing", curriculum.Framework{}, 5, -7, 0},
		{"no such grade", "no rule names it", curriculum.Framework{}, 0, 30, 0},
		{"own minimum", "a stated rule's minimum holds from its size on", own, 6, 10, 3},
		{"below own minimum", "smaller groups need what the ratio says", own, 6, 9, 2},
		{"no minimum", "minimum 0 asks for one", own, 8, 15, 1},
		{"no ratio", "a framework that no catalog accepts does not divide by 0",
			curriculum.Framework{Adults: []curriculum.AdultRule{{Grades: curriculum.AllGrades}}}, 5, 40, 0},
		{"not named", "stated rules replace all default ones", own, 10, 40, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.framework.AdultsFor(tt.grade, tt.size); got != tt.want {
				t.Errorf("AdultsFor(%v, %d) = %d; want %d: %s", tt.grade, tt.size, got, tt.want, tt.reason)
			}
		})
	}
}

// TestMoreOrYoungerPupilsNeedNoFewerAdults holds for the default rules.
func TestMoreOrYoungerPupilsNeedNoFewerAdults(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var f curriculum.Framework
		grade, size := anyGrade().Draw(t, "grade"), rapid.IntRange(1, 200).Draw(t, "size")
		need := f.AdultsFor(grade, size)
		if more := f.AdultsFor(grade, size+1); more < need {
			t.Errorf("grade %v: %d adults for %d, %d for one more", grade, need, size, more)
		}
		if younger := f.AdultsFor(grade-1, size); grade > 1 && younger < need {
			t.Errorf("%d pupils: %d adults in grade %v, %d a grade below", size, need, grade, younger)
		}
	})
}

func TestDefaultAdultsAreTheCallersOwn(t *testing.T) {
	want := curriculum.DefaultAdults()
	curriculum.DefaultAdults()[0].PupilsPerAdult = 99
	if diff := cmp.Diff(want, curriculum.DefaultAdults()); diff != "" {
		t.Errorf("changing one copy changed the next (-want +got):\n%s", diff)
	}
}
