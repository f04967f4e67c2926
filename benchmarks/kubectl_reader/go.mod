module kubefence/benchmarks/kubectl_reader

go 1.26.0

require (
	k8s.io/apimachinery v0.37.2 // Apache-2.0: the decoder with which kubectl reads files
	sigs.k8s.io/json v0.0.0-20250730193827-2d320260d730 // Apache-2.0: what makes values of its documents
)
