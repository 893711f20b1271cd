package capacity

import (
	"math/bits"

	"github.com/sanjie-edu/sanjie/curriculum"
)

// Area is a district, town or street; closures and quotas of an area hold for
// all areas below it.
type Area struct {
	ID     AreaID `json:"id"`
	Name   string `json:"name,omitzero"`
	Parent AreaID `json:"parent,omitzero"`
}

// Point is a place on a plane, in meters east and north of an origin that the
// whole network shares. Whole meters keep distances the same on every machine.
type Point struct {
	X int `json:"x"`
	Y int `json:"y"`
}

// Travel turns distances into minutes: Fixed + distance / Speed, rounded up.
type Travel struct {
	Speed int   `json:"speed,omitzero"` // meters a minute, 0 means 400
	Fixed int   `json:"fixed,omitzero"` // minutes that every trip takes besides
	Ways  []Way `json:"ways,omitzero"`  // known trips, which replace the computed ones
}

// Way is the known time of one trip, the same in both directions: from a
// school, or from another center, to a center.
type Way struct {
	School  curriculum.SchoolID `json:"school,omitzero"`
	From    CenterID            `json:"from,omitzero"`
	Center  CenterID            `json:"center"`
	Minutes int                 `json:"minutes"`
}

// Meters returns the straight distance between two points, rounded down. It is
// exact for coordinates up to 500,000 km; a network takes 10,000 km.
func Meters(a, b Point) int {
	dx, dy := int64(a.X)-int64(b.X), int64(a.Y)-int64(b.Y)
	return int(isqrt(dx*dx + dy*dy))
}

// Minutes returns the computed time between two points, without regard to Ways.
func (t Travel) Minutes(a, b Point) int {
	speed := t.Speed
	if speed == 0 {
		speed = 400
	}
	return t.Fixed + (Meters(a, b)+speed-1)/speed
}

// isqrt is the root of n, rounded down, by Newton's method on integers: from a
// power of two above the root the steps fall until they reach it.
func isqrt(n int64) int64 {
	if n < 2 {
		return n
	}
	x := int64(1) << ((bits.Len64(uint64(n)) + 1) / 2)
	for y := (x + n/x) / 2; y < x; y = (x + n/x) / 2 {
		x = y
	}
	return x
}
