"""Lines of kubectl and helm, right and wrong: which rule a wrong one breaks, and at which word."""

import pytest

from kubefence.commands.judge import judged
from kubefence.versions import parse_version

V = tuple(map(parse_version, ("1.35", "1.36", "1.37")))

RIGHT = """\
kubectl get pods
kubectl get po,svc -A -o wide
kubectl get pods web -n shop -ojsonpath='{.status.phase}'
kubectl get pods -o custom-columns=NAME:.metadata.name
kubectl get -f web.yaml -o name
kubectl get --raw /healthz
kubectl get deploy/web service/web
kubectl get Deployment web
kubectl get deployments.v1.apps web
kubectl get crontabs
kubectl get all --show-labels
kubectl -n shop get pods
kubectl --namespace shop get pods
kubectl describe pod web
kubectl delete pod web --now
kubectl delete pods --all
kubectl delete pods -l app=web
kubectl delete -f web.yaml --cascade=orphan
kubectl apply -f - --dry-run=server
kubectl apply -k overlays/prod --server-side --field-manager=ci
kubectl apply --dry-run -f web.yaml
kubectl create deployment web --image=nginx --replicas=2
kubectl create deploy web --image=nginx -- sh -c 'sleep 1'
kubectl create job once --image=busybox -- date
kubectl create cronjob hourly --image=busybox --schedule='0 * * * *' -- date
kubectl create secret generic keys --from-literal=a=b --from_file=c
kubectl create secret tls cert --cert=a.crt --key=a.key
kubectl create rolebinding read --role=reader --user=ann
kubectl create ns shop
kubectl run web --image=nginx --restart=Never -it --rm -- sh
kubectl exec -it web -c app -- sh -c 'ls -l'
kubectl exec deploy/web -- date
kubectl logs -f web
kubectl logs -l app=web --tail=-1 --since=5m
kubectl logs web app
kubectl port-forward svc/web 8080:80
kubectl cp web:/etc/hosts ./hosts
kubectl scale deployment web --replicas=3
kubectl scale --replicas=3 -f web.yaml
kubectl autoscale deployment web --max=5
kubectl expose deployment web --port=80 --target-port=http
kubectl label pod web app=web tier-
kubectl label nodes --all disk=ssd
kubectl annotate pod/web a=b --overwrite
kubectl set image deployment/web app=nginx:1.29
kubectl set env deployment/web A=b C-
kubectl rollout status deployment/web --timeout=60s
kubectl rollout undo deployment web --to-revision=2
kubectl taint nodes node-1 gpu=true:NoSchedule
kubectl taint node node-1 gpu-
kubectl drain node-1 --ignore-daemonsets --delete-emptydir-data
kubectl cordon node-1
kubectl patch pod web -p '{"spec":{"priority":1}}'
kubectl patch deployment web --type=json --patch-file=p.json
kubectl wait --for=condition=Ready pod/web --timeout=30s
kubectl wait --for=jsonpath='{.status.phase}'=Running pod/web
kubectl explain pod.spec.containers --recursive
kubectl auth can-i create deployments --as=ann
kubectl auth can-i --list
kubectl config use-context prod
kubectl config set-context --current --namespace=shop
kubectl top pods --sort-by=memory
kubectl api-resources --namespaced=false -o name
kubectl version --client -o json
kubectl completion bash
kubectl neat -f web.yaml --something
kubectl get pods $FLAGS
kubectl create namespace shop $dry
kubectl apply -f web.yaml $dry
kubectl scale deployment web ...
kubectl get <resource> <name>
kubectl get TYPE NAME
kubectl get pods | xargs kubectl delete
helm install web ./chart -f values.yaml --set a.b=c
helm install ./chart --generate-name
helm upgrade --install web oci://registry.example.com/web --version 1.2.3 --wait
helm repo add bitnami https://charts.example.com
helm uninstall web -n shop --keep-history
helm template web ./chart --debug
helm list -A -o json
helm ls
sudo kubectl get nodes
KUBECONFIG=a kubectl get nodes
for p in $(kubectl get pods -o name); do kubectl delete $p; done
kubectl get pods > pods.txt -n shop
minikube kubectl -- get pods
kubectl alpha kuberc SUBCOMMAND
kubectl get kservice
kubectl serve
helm cm-push web.tgz repo
kubectl get pods -l 'app in (web, api),tier notin (),!legacy,canary,zone!=a,gen>1'
kubectl get pods -l app==web,tier=
kubectl get pods -l app=<name>
kubectl get pods -l "app=$NAME"
kubectl get pods --field-selector 'status.phase!=Running,spec.nodeName=a\\,b'
kubectl get gateways --field-selector spec.anything=a
kubectl get pods -o jsonpath='{range .items[*]}{.metadata.name}{"\\t"}{end}'
kubectl get pods -o jsonpath="{.items[?(@.status.phase=='Running')].metadata['name','uid']}"
kubectl get nodes -o jsonpath='{.items[*].status.allocatable.nvidia\\.com/gpu}'
kubectl get pods -o jsonpath='{$.items[-1:]..name} {.items[0,2].kind}'
kubectl get pods -o custom-columns='NAME:metadata.name,IMAGE:.spec.containers[*].image,K:{.kind}'
kubectl get pods -o go-template='{{range $i, $e := .items}}{{if eq $i 0}}{{.kind | print "a"}}{{else}}-{{end}}{{end}}'
kubectl get secret a -o go-template='{{index .data "tls.crt" | base64decode}}{{/* {{ */}}'
kubectl get pods -o go-template --template='{{len .items}}'
kubectl get pods --sort-by=.metadata.name
kubectl get pods --sort-by='{.metadata.name}' -w
kubectl get pods --show-labels -o wide
kubectl get pods --watch --output-watch-events
kubectl wait pod/web --for=jsonpath='{.status.conditions[?(@.type=="Ready")].status}'=True
kubectl wait pod/web --for=jsonpath='{.status.podIP}'
kubectl set resources deployment web --limits=cpu=200m,memory=512Mi
kubectl create quota small --hard=cpu=1,pods=2
kubectl autoscale deployment web --max=5 --cpu=70%
kubectl autoscale deployment web --min=2 --max=5 --memory=200Mi
kubectl create cronjob daily --image=busybox --schedule='@daily' -- date
kubectl create ingress web --rule='example.com/*=web:80,tls=cert'
kubectl create service clusterip web --tcp=80:http
kubectl create rolebinding read --role=reader --serviceaccount=shop:web
kubectl create configmap web --from-literal=a=b=c
kubectl create clusterrole read --verb=get --non-resource-url=/healthz
kubectl logs web --since-time=2026-01-01T00:00:00Z
kubectl apply -f web.yaml --server-side --force-conflicts
kubectl apply -f web.yaml --prune -l app=web
kubectl run web --image=nginx --rm -i
kubectl run web --image=nginx --port=80 --expose --labels=app=web,tier=
kubectl taint nodes node-1 gpu:NoSchedule-
echo kubectl gett pods
"""

WRONG: dict[str, tuple[str, str]] = {
    "kubectl gett pods": ("unknown-command", "gett"),
    "kubectl Get pods": ("unknown-command", "Get"),
    "kubectl kubectl get pods": ("unknown-command", "kubectl"),
    "kubectl rollout statuss deployment/web": ("unknown-command", "statuss"),
    "kubectl rollout": ("unknown-command", "rollout"),
    "kubectl config use-contxt prod": ("unknown-command", "use-contxt"),
    "kubectl create deploymnt web --image=nginx": ("unknown-command", "deploymnt"),
    "kubectl get pods --all-namespace": ("unknown-flag", "--all-namespace"),
    "kubectl get pods --export": ("unknown-flag", "--export"),
    "kubectl get pods -x": ("unknown-flag", "-x"),
    "kubectl run web --image=nginx --generator=run-pod/v1": ("unknown-flag", "--generator=run-pod/v1"),
    "kubectl get pods -n": ("flag-without-value", "-n"),
    "kubectl apply -f": ("flag-without-value", "-f"),
    "kubectl scale deployment web --replicas=three": ("invalid-flag-value", "--replicas=three"),
    "kubectl logs web --since 5": ("invalid-flag-value", "5"),
    "kubectl get pods -o yml": ("invalid-flag-value", "yml"),
    "kubectl get pods -o yaml,": ("invalid-flag-value", "yaml,"),
    "kubectl get pods -o jsonpath '{.items}'": ("invalid-flag-value", "jsonpath"),
    "kubectl delete pod web -o yaml": ("invalid-flag-value", "yaml"),
    "kubectl apply -f a.yaml --dry-run=local": ("invalid-flag-value", "--dry-run=local"),
    "kubectl delete pod web --cascade=all": ("invalid-flag-value", "--cascade=all"),
    "kubectl patch pod web -p '{}' --type=yaml": ("invalid-flag-value", "--type=yaml"),
    "kubectl taint nodes a b=c:NoSchedul": ("invalid-flag-value", "b=c:NoSchedul"),
    "kubectl wait pod/web --for=ready": ("invalid-flag-value", "--for=ready"),
    "kubectl run web --image=nginx --restart=never": ("invalid-flag-value", "--restart=never"),
    "kubectl top pod --sort-by=disk": ("invalid-flag-value", "--sort-by=disk"),
    "kubectl get pods -l app:web": ("invalid-flag-value", "app:web"),
    "kubectl get pods -l 'app in web'": ("invalid-flag-value", "'app in web'"),
    "kubectl get pods -l 'app in (web'": ("invalid-flag-value", "'app in (web'"),
    "kubectl get pods -l 'app=web tier=api'": ("invalid-flag-value", "'app=web tier=api'"),
    "kubectl get pods -l app=web,": ("invalid-flag-value", "app=web,"),
    "kubectl get pods -l 'app=a/b'": ("invalid-flag-value", "'app=a/b'"),
    "kubectl get pods -l 'gen>one'": ("invalid-flag-value", "'gen>one'"),
    "kubectl create pdb web --selector=a:b --min-available=1": ("invalid-flag-value", "--selector=a:b"),
    "kubectl get pods --field-selector status.phase": ("invalid-flag-value", "status.phase"),
    "kubectl get pods --field-selector 'a in (b)'": ("invalid-flag-value", "'a in (b)'"),
    "kubectl get pods --field-selector=status.fase=Running": (
        "invalid-flag-value",
        "--field-selector=status.fase=Running",
    ),
    "kubectl get deploy --field-selector status.replicas=1": ("invalid-flag-value", "status.replicas=1"),
    "kubectl get pods -o jsonpath='{.items[0].metadata.name'": (
        "invalid-flag-value",
        "jsonpath='{.items[0].metadata.name'",
    ),
    "kubectl get pods -o jsonpath='{.items[?(@.a==b)].c}'": ("invalid-flag-value", "jsonpath='{.items[?(@.a==b)].c}'"),
    "kubectl get pods -o jsonpath='{.items[name]}'": ("invalid-flag-value", "jsonpath='{.items[name]}'"),
    "kubectl get pods -o jsonpath='{items}'": ("invalid-flag-value", "jsonpath='{items}'"),
    "kubectl get pods -o jsonpath='{end}'": ("invalid-flag-value", "jsonpath='{end}'"),
    "kubectl get pods -o jsonpath=.items": ("invalid-flag-value", "jsonpath=.items"),
    "kubectl get nodes -o jsonpath='{.items[0].metadata.labels.example.com/zone}'": (
        "invalid-flag-value",
        "jsonpath='{.items[0].metadata.labels.example.com/zone}'",
    ),
    "kubectl get pods -o custom-columns=NAME": ("invalid-flag-value", "custom-columns=NAME"),
    "kubectl get pods -o custom-columns='NAME:{.a}{.b}'": ("invalid-flag-value", "custom-columns='NAME:{.a}{.b}'"),
    "kubectl get pods -o go-template='{{range .items}}{{.kind}}'": (
        "invalid-flag-value",
        "go-template='{{range .items}}{{.kind}}'",
    ),
    "kubectl get pods --template='{{items}}'": ("invalid-flag-value", "--template='{{items}}'"),
    "kubectl get pods --template='{{.a.b-c}}'": ("invalid-flag-value", "--template='{{.a.b-c}}'"),
    "kubectl get pods --sort-by='{.a'": ("invalid-flag-value", "--sort-by='{.a'"),
    "kubectl wait pod/web --for=jsonpath='{.a}'=": ("invalid-flag-value", "--for=jsonpath='{.a}'="),
    "kubectl set resources deployment web --limits=cpu:200m": ("invalid-flag-value", "--limits=cpu:200m"),
    "kubectl create quota small --hard=cpu=1x": ("invalid-flag-value", "--hard=cpu=1x"),
    "kubectl autoscale deployment web --max=5 --cpu=70m%": ("invalid-flag-value", "--cpu=70m%"),
    "kubectl autoscale deployment web --min=5 --max=2": ("invalid-flag-value", "--max=2"),
    "kubectl create cronjob a --image=b --schedule='* * *'": ("invalid-flag-value", "--schedule='* * *'"),
    "kubectl create ingress web --rule=example.com=web:80": ("invalid-flag-value", "--rule=example.com=web:80"),
    "kubectl create service clusterip web --tcp=http": ("invalid-flag-value", "--tcp=http"),
    "kubectl create rolebinding a --role=b --serviceaccount=web": ("invalid-flag-value", "--serviceaccount=web"),
    "kubectl create configmap web --from-literal=a": ("invalid-flag-value", "--from-literal=a"),
    "kubectl logs web --since-time=yesterday": ("invalid-flag-value", "--since-time=yesterday"),
    "kubectl label pod web a='b c'": ("invalid-flag-value", "a='b c'"),
    "kubectl apply -f web.yaml --force-conflicts": ("missing-flag", "--force-conflicts"),
    "kubectl apply -f web.yaml --prune": ("missing-flag", "--prune"),
    "kubectl run web --image=nginx --rm": ("missing-flag", "--rm"),
    "kubectl run web --image=nginx -t": ("missing-flag", "-t"),
    "kubectl get pods --output-watch-events": ("missing-flag", "--output-watch-events"),
    "kubectl apply -f web.yaml --server-side --dry-run=client": ("wrong-arguments", "--dry-run=client"),
    "kubectl apply -f web.yaml --server-side --force": ("wrong-arguments", "--force"),
    "kubectl delete pod web --now --grace-period=3": ("wrong-arguments", "--grace-period=3"),
    "kubectl delete pods --all -l app=web": ("wrong-arguments", "-l"),
    "kubectl get pod web --field-selector metadata.name=web": ("wrong-arguments", "web"),
    "kubectl get pods -o json --show-labels": ("wrong-arguments", "--show-labels"),
    "kubectl get --raw /healthz pods": ("wrong-arguments", "pods"),
    "kubectl taint nodes node-1 gpu=true": ("wrong-arguments", "gpu=true"),
    "kubectl create configmap a --from-literal=b=c --from-env-file=d": ("wrong-arguments", "--from-env-file=d"),
    "kubectl --NAMESPACE shop get pods": ("unknown-flag", "--NAMESPACE"),
    "kubectl update -f web.yaml": ("unknown-command", "update"),
    "kubectl scale deployment web": ("missing-flag", "scale"),
    "kubectl create deployment web": ("missing-flag", "deployment"),
    "kubectl create rolebinding a --user=b": ("missing-flag", "rolebinding"),
    "kubectl run web": ("missing-flag", "run"),
    "kubectl apply": ("missing-flag", "apply"),
    "kubectl patch pod web": ("missing-flag", "patch"),
    "kubectl wait pod/web": ("missing-flag", "wait"),
    "kubectl apply web.yaml": ("wrong-arguments", "web.yaml"),
    "kubectl create web.yaml": ("wrong-arguments", "web.yaml"),
    "kubectl create namespace a b": ("wrong-arguments", "b"),
    "kubectl create namespace shop --dry-run client -o yaml": ("wrong-arguments", "client"),
    "kubectl create configmap": ("wrong-arguments", "configmap"),
    "kubectl create rolebinding a --role=b --clusterrole=c": ("wrong-arguments", "--clusterrole=c"),
    "kubectl get": ("wrong-arguments", "get"),
    "kubectl delete pods": ("wrong-arguments", "pods"),
    "kubectl delete pod web -l app=web": ("wrong-arguments", "web"),
    "kubectl delete service -f web.yaml": ("wrong-arguments", "service"),
    "kubectl get pod service/web": ("wrong-arguments", "pod"),
    "kubectl expose deployment --port=80": ("wrong-arguments", "deployment"),
    "kubectl label pod web": ("wrong-arguments", "label"),
    "kubectl taint nodes node-1": ("wrong-arguments", "taint"),
    "kubectl exec web date": ("wrong-arguments", "date"),
    "kubectl exec web": ("wrong-arguments", "exec"),
    "kubectl exec -- date": ("wrong-arguments", "exec"),
    "kubectl logs": ("wrong-arguments", "logs"),
    "kubectl logs web -l app=web": ("wrong-arguments", "web"),
    "kubectl port-forward svc/web": ("wrong-arguments", "port-forward"),
    "kubectl cp a b": ("wrong-arguments", "a"),
    "kubectl explain pods containers": ("wrong-arguments", "containers"),
    "kubectl auth can-i create": ("wrong-arguments", "can-i"),
    "kubectl config use-context": ("wrong-arguments", "use-context"),
    "kubectl drain": ("wrong-arguments", "drain"),
    "kubectl completion tcsh": ("wrong-arguments", "tcsh"),
    "kubectl run a --image=b -it --dry-run=client": ("wrong-arguments", "--dry-run=client"),
    "kubectl get podds": ("unknown-resource-name", "podds"),
    "kubectl rollout restart depolyment/web": ("unknown-resource-name", "depolyment/web"),
    "kubectl get psp": ("unknown-resource-name", "psp"),
    "kubectl get pods –n shop": ("typographic-sign", "–n"),
    "kubectl get pods —all-namespaces": ("typographic-sign", "—all-namespaces"),
    "kubectl get pods -l “app=web”": ("typographic-sign", "“app=web”"),
    "kubectl get\u00a0pods": ("typographic-sign", "get\u00a0pods"),
    "helm init": ("unknown-command", "init"),
    "helm helm list": ("unknown-command", "helm"),
    "helm serve": ("unknown-command", "serve"),
    "helm install ./chart --name web": ("unknown-flag", "--name"),
    "helm delete web --purge": ("unknown-flag", "--purge"),
    "helm install ./chart": ("wrong-arguments", "./chart"),
    "helm upgrade web": ("wrong-arguments", "upgrade"),
    "helm repo add bitnami": ("wrong-arguments", "add"),
    "helm list -o wide": ("invalid-flag-value", "wide"),
    "sudo kubectl gett pods": ("unknown-command", "gett"),
    "a=$(kubectl gett pods)": ("unknown-command", "gett"),
    "f() { kubectl get pods --oops; }": ("unknown-flag", "--oops"),
    "kubectl get pods | grep a && kubectl gett pods": ("unknown-command", "gett"),
    "kubectl get pods > a -o yml": ("invalid-flag-value", "yml"),
    "kubectl get pods \\\n  -n shop \\\n  --oops": ("unknown-flag", "--oops"),
    "kubectl get pods -l 'app=web": ("shell-syntax", "'app=web"),
    'kubectl get pods -l "app=web': ("shell-syntax", ""),
    "a=$(kubectl get pods": ("shell-syntax", ""),
    "kubectl get (TYPE | TYPE/NAME)": ("shell-syntax", "get"),
}


@pytest.mark.parametrize("line", RIGHT.splitlines())
def test_right(line: str) -> None:
    assert list(judged(line, V)) == []


@pytest.mark.parametrize(("line", "expected"), WRONG.items(), ids=WRONG)
def test_wrong(line: str, expected: tuple[str, str]) -> None:
    [(versions, fault)] = judged(line, V)
    rule, at = expected
    assert (fault.rule, _shown(line, fault.place)) == (rule, at)
    assert versions in ((), V)
    assert fault.text.zh
    assert fault.text.en


ADVICE = {
    "kubectl get pods --all-namespace": "; did you mean --all-namespaces?",
    "kubectl get pods -all-namespaces": "; did you mean --all-namespaces?",
    "kubectl get pods --Watch": "; did you mean --watch?",
    "helm install web ./chart --create-namespaces": "; did you mean --create-namespace?",
    "kubectl get pods --zz": "kubectl get has no flag --zz",
    "kubectl rollout statuss deployment/web": "; did you mean status?",
}


@pytest.mark.parametrize(("line", "advice"), ADVICE.items(), ids=ADVICE)
def test_advice_is_written_as_it_is_to_be_typed(line: str, advice: str) -> None:
    [(_, fault)] = judged(line, V)
    assert fault.text.en.endswith(advice)


def _shown(text: str, place: tuple[int, int, int, int]) -> str:
    line, start, _, end = place
    return text.split("\n")[line][start:end]
