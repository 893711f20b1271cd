package matching

import (
	"crypto/sha256"
	"encoding/hex"
	"reflect"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/oneline"
)

// Fingerprint returns the SHA-256 of all that the problem says, in hexadecimal.
// Problems that say the same have the same one, whatever the order of lists
// whose order means nothing, on every architecture; docs/format.md says of
// which bytes it is. A plan keeps it as Plan.Problem.
//
// The first call computes it, in about a third of the time that it takes to
// read the problem from a file; Solve calls it before it begins.
func (p *Problem) Fingerprint() string { return p.fingerprint() }

// digest computes the fingerprint from the three specs, as one document.
func (p *Problem) digest() string {
	type (
		Curriculum = curriculum.Spec
		Capacity   = capacity.Spec
		Demand     = Spec
	)
	return digest(struct {
		Curriculum
		Capacity
		Demand
	}{p.catalog.Spec(), p.network.Spec(), p.spec})
}

// inOrder are the lists whose order means something: choices, components and
// ranks. They are told by what they hold, of which there are no other lists.
var inOrder = []reflect.Type{reflect.TypeFor[Choice](), reflect.TypeFor[Component](), reflect.TypeFor[int64]()}

// digest returns the SHA-256 of what a struct says.
func digest(whole any) string {
	sum := sha256.Sum256(oneline.Marshal(whole, inOrder...))
	return hex.EncodeToString(sum[:])
}
