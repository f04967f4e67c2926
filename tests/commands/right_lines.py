"""Lines of kubectl and helm that are right, each of which the program itself is asked about as well."""

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
kubectl -A=true get pods
kubectl -o wide get pods
kubectl get pvx
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
