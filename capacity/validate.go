package capacity

import (
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

// validate notes everything that is wrong with the spec.
func (s Spec) validate(catalog *curriculum.Catalog, found *finding.List) {}
