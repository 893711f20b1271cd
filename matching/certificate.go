package matching

import (
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/rule"
)

// Certificate is evidence of how much any plan of a problem can have at most:
// [CheckBound] recomputes the bounds from the problem and these prices. The
// zero Certificate, and nil, have no prices; the bounds that they prove are
// valid and weak. The bound on points is the smaller of what the prices for it
// and the cases prove.
type Certificate struct {
	Points Prices `json:"points,omitzero"` // for the bound on points
	Pupils Prices `json:"pupils,omitzero"` // for the bound on pupils placed
	Cases  *Case  `json:"cases,omitzero"`  // for the bound on points, by cases; nil for none
}

// Prices are the prices of limits, in any order and none twice; a limit that
// is not listed has the price 0. The zero Prices are none.
type Prices struct {
	Scale int64   `json:"scale"` // a price is in 1/Scale points, or pupils; at least 1
	List  []Price `json:"prices"`
}

// Price is what one unit of a limit is worth. Rule and ids name the limit, and
// no other ids are stated:
//
//	R2     cohort, course             pupils of the cohort in the course, at most its size
//	R3     request                    pupils of a request without a program, at most its size for each visit
//	R5     room, slot                 sessions in the room, at most 1
//	R5     offering, slot             sessions of an offering without rooms, at most 1
//	R9     instructor, calendar, slot sessions of the instructor, at most 1
//	R9     instructor, date           sessions of the instructor that day, at most what it can lead
//	R9     instructor, week           the same for a week
//	R9     instructor                 the same over all its calendars
//	R10    cohort, date               pupils of the cohort that day, at most its size for each visit a day
//	R11    request, component         pupils of a request toward the program's component, as for R3
//	R12    center, slot               people, at most its headcount
//	R13    center, item               units, at most the stock
//	R14    budget                     fen, at most its amount
//	R15    fleet, calendar, slot      buses on the road when the slot begins, at most the fleet's
//	R16    quota                      visits or pupils, at most the quota's limit
//	R16    quota, school              the same, of a quota for each school
//	R20    team, slot                 sessions of the team, at most what it can hold
//	books  cohort                     pupils that earn the points for a first visit, at most the cohort's size
//
// No price is negative, except that one of R11 may be where the program must be
// whole: what its visits owe then, they get. It counts as 0 unless the component
// is complete with one number of visits alone. In a case in which a request has
// its visit, or an offering its session, the price of R3, or those of R5, may be
// negative as well.
type Price struct {
	Rule       rule.Rule             `json:"rule"`
	Cohort     curriculum.CohortID   `json:"cohort,omitzero"`
	Course     curriculum.CourseID   `json:"course,omitzero"`
	Request    RequestID             `json:"request,omitzero"`
	Component  int                   `json:"component,omitzero"` // index
	Instructor capacity.InstructorID `json:"instructor,omitzero"`
	Center     capacity.CenterID     `json:"center,omitzero"`
	Room       capacity.RoomID       `json:"room,omitzero"`
	Offering   capacity.OfferingID   `json:"offering,omitzero"`
	Item       curriculum.ItemID     `json:"item,omitzero"`
	Budget     capacity.BudgetID     `json:"budget,omitzero"`
	Fleet      capacity.FleetID      `json:"fleet,omitzero"`
	Quota      capacity.QuotaID      `json:"quota,omitzero"`
	School     curriculum.SchoolID   `json:"school,omitzero"`
	Team       capacity.TeamID       `json:"team,omitzero"`
	Calendar   capacity.CalendarID   `json:"calendar,omitzero"`
	Date       capacity.Date         `json:"date,omitzero"`
	Week       capacity.Date         `json:"week,omitzero"` // its Monday
	Slot       capacity.SlotID       `json:"slot,omitzero"` // of the calendar, or that of the center, room, offering or team
	Price      int64                 `json:"price"`
}
