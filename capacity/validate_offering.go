package capacity

import (
	"strconv"

	"github.com/sanjie-edu/sanjie/curriculum"
)

func (v *validator) checkOfferings() {
	for i, o := range v.spec.Offerings {
		path := v.offerings.define(v, i)
		v.centers.refer(v, path+"/center", o.Center)
		v.courses.refer(v, path+"/course", o.Course)
		rooms := v.roomsOf(path, o)
		v.delivery(path, o)
		sound := v.number(path+"/seats", int64(o.Seats), 0, maxPeople)
		sound = v.number(path+"/minimum", int64(o.Minimum), 0, maxPeople) && sound
		if sound && rooms {
			v.seats(path, o)
		}
		v.number(path+"/instructors", int64(o.Instructors), 0, maxPeople)
		v.number(path+"/pupilsPerInstructor", int64(o.PupilsPerInstructor), 0, maxPeople)
		v.option(path+"/sharing", o.Sharing == 0 || sharings.Has(o.Sharing), o.Sharing)
		v.span(path+"/valid", o.Valid)
		v.times(path+"/times", o.Times)
	}
}

// roomsOf reports whether the offering's rooms are such that their seats count.
func (v *validator) roomsOf(path string, o Offering) bool {
	sound := v.rooms.referEach(v, path+"/rooms", o.Rooms)
	for i, id := range o.Rooms {
		j, ok := v.rooms.at[id]
		if !ok {
			continue
		}
		r := v.spec.Rooms[j]
		if r.Center != o.Center {
			v.found.Add(at(path+"/rooms", i), id, "is a room of center "+strconv.Quote(string(r.Center))+", not of "+strconv.Quote(string(o.Center)),
				"name rooms of the offering's center")
		}
		sound = sound && 1 <= r.Seats && r.Seats <= maxPeople
	}
	return sound
}

// delivery checks that the offering has what its course's way of delivery needs.
func (v *validator) delivery(path string, o Offering) {
	v.teams.optional(v, path+"/team", o.Team)
	if j, ok := v.teams.at[o.Team]; ok && o.Team != "" && v.spec.Teams[j].Center != o.Center {
		v.found.Add(path+"/team", o.Team, "is a team of center "+strconv.Quote(string(v.spec.Teams[j].Center))+", not of "+strconv.Quote(string(o.Center)),
			"name a team of the offering's center")
	}
	j, ok := v.courses.at[o.Course]
	if !ok {
		return
	}
	c := v.catalog.Courses[j]
	if c.Delivery == curriculum.Outreach && o.Team == "" {
		v.found.Add(path+"/team", nil, "is missing, and the course is carried to schools", "name the team that carries it")
	}
	if c.Delivery != curriculum.Outreach && o.Team != "" {
		v.found.Add(path+"/team", o.Team, "is set, but the course is not carried to schools: its delivery is "+c.Delivery.String(),
			"remove the team or offer an outreach course")
	}
	if c.Delivery == curriculum.OnSite && len(o.Rooms) == 0 {
		v.found.Add(path+"/rooms", nil, "is empty, and the course takes place on site", "name the rooms that a session uses")
	}
}

// seats checks the offering's seats against its rooms and its minimum.
func (v *validator) seats(path string, o Offering) {
	room := int64(0)
	for _, id := range o.Rooms {
		room += int64(v.spec.Rooms[v.rooms.at[id]].Seats)
	}
	seats := int64(o.Seats)
	switch {
	case len(o.Rooms) == 0 && seats == 0 && v.unlimited(o.Course):
		return
	case len(o.Rooms) == 0 && seats == 0:
		v.found.Add(path+"/seats", nil, "is missing, and there are no rooms to take it from", "state the seats of a session")
		return
	case len(o.Rooms) > 0 && seats > room:
		v.found.Add(path+"/seats", seats, "is more than the "+strconv.FormatInt(room, 10)+" seats of its rooms together", "lower it or add rooms")
		return
	case seats == 0 && room > maxPeople:
		v.found.Add(path+"/rooms", room, "is more than "+strconv.Itoa(maxPeople)+" seats together", "state the seats of a session")
		return
	case seats == 0:
		seats = room
	}
	if o.Minimum != 0 {
		if int64(o.Minimum) > seats {
			v.found.Add(path+"/minimum", o.Minimum, "is more than the "+strconv.FormatInt(seats, 10)+" seats", "lower it or add seats")
		}
		return
	}
	if j, ok := v.courses.at[o.Course]; ok && int64(v.catalog.Courses[j].Minimum) > seats {
		v.found.Add(path+"/seats", seats, "is less than the "+strconv.Itoa(v.catalog.Courses[j].Minimum)+" pupils that the course needs to run",
			"add seats, or state a smaller minimum for the offering")
	}
}

// unlimited reports whether a course may do without seats: its pupils stay at
// their own school. So may one that does not exist, which is noted elsewhere.
func (v *validator) unlimited(id curriculum.CourseID) bool {
	i, ok := v.courses.at[id]
	if !ok {
		return true
	}
	delivery := v.catalog.Courses[i].Delivery
	return delivery == curriculum.Online || delivery == curriculum.Blended
}
