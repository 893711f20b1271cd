package curriculum_test

import (
	"testing"

	"github.com/sanjie-edu/sanjie/curriculum"
)

// sampleSpec is a small valid spec with something in every field; each call
// returns one that shares nothing with the others.
func sampleSpec() curriculum.Spec {
	return curriculum.Spec{
		Framework: curriculum.Framework{
			Tiers: []curriculum.TierRule{
				{Tier: curriculum.Experience, Grades: curriculum.Grades(1, 9)},
				{Tier: curriculum.Practice, Grades: curriculum.Grades(5, curriculum.Vocational3)},
				{Tier: curriculum.Exploration, Grades: curriculum.AllGrades,
					Intent: curriculum.Intents(curriculum.DevelopMajor, curriculum.EnterCompetition)},
			},
			Adults: []curriculum.AdultRule{
				{Grades: curriculum.Grades(1, 6), PupilsPerAdult: 6, Minimum: 2, From: 20},
				{Grades: curriculum.Grades(7, curriculum.Vocational3), PupilsPerAdult: 10},
			},
		},
		Clusters:    []curriculum.Cluster{{ID: "making", Name: "智能制造"}, {ID: "food", Name: "餐饮"}},
		Chains:      []curriculum.Chain{{ID: "cars", Name: "汽车产业链"}},
		Majors:      []curriculum.Major{{ID: "welding", Name: "焊接技术", Cluster: "making", Chain: "cars"}, {ID: "baking", Name: "西式面点", Cluster: "food"}},
		Occupations: []curriculum.Occupation{{ID: "welder", Name: "焊工"}, {ID: "baker", Name: "面点师"}},
		Items:       []curriculum.Item{{ID: "flour", Name: "面粉", Unit: "克"}, {ID: "rod", Name: "焊条"}},
		Lines:       []curriculum.Line{{ID: "consumables", Name: "耗材"}},
		Courses: []curriculum.Course{{
			ID: "weld-2", Name: "焊一只小狗", Theme: "焊接", Tier: curriculum.Practice, Major: "welding",
			Occupations: []curriculum.OccupationID{"welder"}, Tags: []string{"传统文化", "工匠"}, Labor: curriculum.Industry,
			Activities: []curriculum.Activity{curriculum.WorkTask, curriculum.Making}, Products: []string{"金属小狗"},
			Hours: 4, Grades: curriculum.Grades(7, curriculum.Vocational3), MinGroup: 10, MaxGroup: 40,
			Prerequisites: []curriculum.CourseID{"weld-1"}, Orientation: []curriculum.OrientationID{"safety"},
			Minimum: 12, Instructors: 2, PupilsPerInstructor: 10,
			Consumables: []curriculum.Consumption{{Item: "rod", PerPupil: 2}},
			Fees:        []curriculum.Fee{{Line: "consumables", PerPupil: 15 * curriculum.Yuan}},
		}, {
			ID: "weld-1", Name: "看焊接", Theme: "焊接", Tier: curriculum.Experience, Major: "welding",
			Activities: []curriculum.Activity{curriculum.Observation},
		}, {
			ID: "weld-3", Name: "焊接机器人", Theme: "焊接", Tier: curriculum.Exploration, Major: "welding",
			Prerequisites: []curriculum.CourseID{"weld-2"}, Activities: []curriculum.Activity{curriculum.Innovation},
		}, {
			ID: "bake", Name: "烤饼干", Tier: curriculum.Experience, Major: "baking", Delivery: curriculum.Outreach,
			Occupations: []curriculum.OccupationID{"baker"},
		}, {
			ID: "talk", Name: "走近工匠", Tier: curriculum.Experience, Delivery: curriculum.Online,
			Occupations: []curriculum.OccupationID{"baker", "welder"},
		}},
	}
}

func mustCatalog(t testing.TB, spec curriculum.Spec) *curriculum.Catalog {
	t.Helper()
	c, err := curriculum.NewCatalog(spec)
	if err != nil {
		t.Fatalf("NewCatalog: %v", err)
	}
	return c
}

// sampleCohort may take every course of the sample but those it has done and
// those that ask for them.
func sampleCohort() curriculum.Cohort {
	return curriculum.Cohort{
		ID: "c801", School: "s1", Name: "八年级1班", Grade: 8, Size: 40,
		Intents:   []curriculum.Intent{{Kind: curriculum.DevelopMajor, Major: "welding"}, {Kind: curriculum.EnterCompetition, Competition: "机器人"}},
		Completed: []curriculum.CourseID{"weld-1"},
		Oriented:  []curriculum.OrientationID{"safety"},
	}
}
