package matching

import (
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// School sends cohorts. It travels from At.
type School struct {
	ID    curriculum.SchoolID `json:"id"`
	Name  string              `json:"name,omitzero"`
	Area  capacity.AreaID     `json:"area,omitzero"`
	At    capacity.Point      `json:"at,omitzero"`
	Fleet capacity.FleetID    `json:"fleet,omitzero"` // the buses it travels with; empty means its own
}

// Request asks for one or more visits by one cohort. Several requests of one
// cohort compete for its days; together they take a course at most once.
type Request struct {
	ID        RequestID           `json:"id"`
	Cohort    curriculum.CohortID `json:"cohort"`
	Visits    int                 `json:"visits,omitzero"`    // wanted; 0 means 1, or what the program asks
	Program   ProgramID           `json:"program,omitzero"`   // the program that the visits make up
	Parts     int                 `json:"parts,omitzero"`     // most parts that the cohort may split into; 0 means 1: it stays whole
	Choices   []Choice            `json:"choices,omitzero"`   // best first; none, only with a program, means whatever the program takes
	Times     capacity.Times      `json:"times,omitzero"`     // when the school can come; empty means any time
	Weight    int                 `json:"weight,omitzero"`    // worth of a pupil's visit; 0 means 1
	Share     capacity.Sharing    `json:"share,omitzero"`     // with whom it may share a session; unset means nobody
	Adults    int                 `json:"adults,omitzero"`    // accompanying; 0 means as many as the framework asks
	MaxTravel int                 `json:"maxTravel,omitzero"` // minutes one way; 0 means no limit
}

// Choice is what a request would take: an offering matches when every stated
// condition holds. At least one of Course, Theme, Tier, Major and Occupation is
// stated.
type Choice struct {
	Course     curriculum.CourseID     `json:"course,omitzero"`
	Theme      string                  `json:"theme,omitzero"` // any of its variants; R1 and R2 leave those that suit the cohort
	Tier       curriculum.Tier         `json:"tier,omitzero"`
	Major      curriculum.MajorID      `json:"major,omitzero"`
	Occupation curriculum.OccupationID `json:"occupation,omitzero"`
	Center     capacity.CenterID       `json:"center,omitzero"` // empty means any
	Times      capacity.Times          `json:"times,omitzero"`  // empty adds nothing to the request's
}
