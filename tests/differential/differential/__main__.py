"""Drives services, and ends with 1 if anything differs that should not."""

import argparse
import multiprocessing
import os
import sys
import time

import botocore.session

from . import report, service
from .programs import Programs

QUICK = (
    "acm-pca apigateway athena budgets cloudfront cognito-idp devops-guru dynamodb ecr ecs eventbridgev2 importexport "
    "iotsitewise kinesis lambda location neptune-graph rds route53 s3 ses sqs"
).split()


def main():
    parser = argparse.ArgumentParser(prog="tests/differential/run")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="of everything random; printed")
    parser.add_argument("--service", nargs="+", metavar="NAME", help="only these")
    parser.add_argument("--quick", action="store_true", help="a fixed set with every protocol and the odd ones")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--root", required=True, help="the sources that are driven")
    parser.add_argument("--work", required=True)
    parser.add_argument("--target", required=True)
    arguments = parser.parse_args()
    begun = time.time()
    services = arguments.service or (QUICK if arguments.quick else every())
    print(f"seed {arguments.seed}", flush=True)
    programs = Programs(arguments.root, arguments.work, arguments.target)
    libraries = programs.prepare(services)
    reports = drive(programs, libraries, services, arguments)
    whole = report.total(reports)
    print(report.told(whole, len(services), arguments.seed, time.time() - begun))
    sys.exit(1 if whole.found else 0)


def every():
    return botocore.session.get_session().get_available_services()


def drive(programs, libraries, services, arguments):
    """A process for each service, so that one's clients and servers end with it."""
    reports = []
    with multiprocessing.Pool(arguments.jobs, maxtasksperchild=1) as pool:
        tasks = [(programs, libraries, service, arguments.seed) for service in services]
        for made in pool.imap_unordered(one, tasks):
            reports.append(made)
            if len(reports) % 20 == 0:
                print(f"{len(reports)} of {len(services)}", file=sys.stderr, flush=True)
    return sorted(reports, key=lambda it: it.service)


def one(task):
    programs, libraries, name, seed = task
    program = programs.compile(name, libraries)
    try:
        return service.compare(name, program, seed)
    finally:
        program.unlink()


if __name__ == "__main__":
    main()
