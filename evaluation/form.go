package evaluation

import (
	"slices"
	"strconv"

	"github.com/sanjie-edu/sanjie/finding"
)

// Form is an evaluation form (多元评价表). Each answer on it is a mark from
// Lowest to Highest; for all of them more is better. A form that asks or counts
// otherwise is another form: figures of two forms are not put together.
type Form struct {
	ID         FormID      `json:"id"`
	Name       string      `json:"name,omitzero"`
	Lowest     int         `json:"lowest,omitzero"`
	Highest    int         `json:"highest"`
	Roles      []FormRole  `json:"roles"`      // who rates, in the order in which figures show them
	Dimensions []Dimension `json:"dimensions"` // what is rated, in that order too
}

// FormRole is a role that rates on a form, and how much it counts.
type FormRole struct {
	Role   Role `json:"role"`
	Weight int  `json:"weight"`        // against the other roles'; 0: shown, and does not count
	Open   bool `json:"open,omitzero"` // External alone: answers in the open, so that no minimum of raters protects it
}

// Dimension is one thing that a form asks.
type Dimension struct {
	ID     DimensionID `json:"id"`
	Name   string      `json:"name,omitzero"`
	Weight int         `json:"weight"`         // in the overall figure; 0: shown, and does not count
	Roles  []Role      `json:"roles,omitzero"` // who rates it; empty means every role of the form
}

// Limits on magnitudes: far above any district, and small enough that every
// sum fits.
const (
	mostMark       = 1_000
	mostWeight     = 1_000_000
	mostDimensions = 100
	mostValue      = 1_000_000_000_000
)

// rates reports whether a role rates the dimension, on a form that has the role.
func (d *Dimension) rates(r Role) bool { return len(d.Roles) == 0 || slices.Contains(d.Roles, r) }

// role returns what the form says of a role, and nil when it has none of it.
func (f *Form) role(r Role) *FormRole {
	for i := range f.Roles {
		if f.Roles[i].Role == r {
			return &f.Roles[i]
		}
	}
	return nil
}

// dimension returns the place of a dimension, and -1 when the form has none of it.
func (f *Form) dimension(id DimensionID) int {
	return slices.IndexFunc(f.Dimensions, func(d Dimension) bool { return d.ID == id })
}

func (f Form) clone() Form {
	f.Roles = slices.Clone(f.Roles)
	f.Dimensions = slices.Clone(f.Dimensions)
	for i := range f.Dimensions {
		f.Dimensions[i].Roles = slices.Clone(f.Dimensions[i].Roles)
	}
	return f
}

// check notes what is wrong with the form at path, but for its id.
func (f *Form) check(path string, found *finding.List) {
	finding.CheckText(found, path+"/name", f.Name)
	low := finding.CheckRange(found, path+"/lowest", f.Lowest, -mostMark, mostMark)
	high := finding.CheckRange(found, path+"/highest", f.Highest, -mostMark, mostMark)
	if low && high && f.Highest <= f.Lowest {
		found.Add(path+"/highest", f.Highest, "is not above lowest, "+strconv.Itoa(f.Lowest), "a scale has at least two marks")
	}
	f.checkRoles(path+"/roles", found)
	f.checkDimensions(path+"/dimensions", found)
}

func (f *Form) checkRoles(path string, found *finding.List) {
	all := make([]Role, len(f.Roles))
	counts := false
	for i, r := range f.Roles {
		all[i] = r.Role
		at := path + "/" + strconv.Itoa(i)
		roles.Check(found, at+"/role", r.Role)
		finding.CheckRange(found, at+"/weight", r.Weight, 0, mostWeight)
		counts = counts || r.Weight > 0
		if r.Open && r.Role != External {
			found.Add(at+"/open", r.Role, "does not answer in the open", "leave open out; it is for external alone")
		}
	}
	finding.CheckRepeats(found, path, all)
	if !counts {
		found.Add(path, nil, "have no role that counts", "give one a weight above 0")
	}
}

func (f *Form) checkDimensions(path string, found *finding.List) {
	if len(f.Dimensions) > mostDimensions {
		found.Add(path, len(f.Dimensions), "is more than "+strconv.Itoa(mostDimensions)+" dimensions", "split the form")
	}
	ids := finding.NewIndex(path, "dimension", f.Dimensions, func(d Dimension) DimensionID { return d.ID })
	counts := false
	for i, d := range f.Dimensions {
		at := path + "/" + strconv.Itoa(i)
		ids.CheckOwn(found, i)
		finding.CheckText(found, at+"/name", d.Name)
		finding.CheckRange(found, at+"/weight", d.Weight, 0, mostWeight)
		counts = counts || d.Weight > 0
		for j, r := range d.Roles {
			if place := at + "/roles/" + strconv.Itoa(j); roles.Check(found, place, r) && f.role(r) == nil {
				found.Add(place, r, "does not rate on this form", "add it to the form's roles or remove it here")
			}
		}
		finding.CheckRepeats(found, at+"/roles", d.Roles)
	}
	if !counts {
		found.Add(path, nil, "have no dimension that counts", "give one a weight above 0")
	}
}
