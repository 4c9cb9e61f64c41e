//! Names the paginators and waiters that are odd in some way, by the bundled definitions.

/// Service, operations.
const PAGINATORS: &[(&str, &[&str])] = &[
    ("apigateway", &["GetUsage"]),
    ("apigatewayv2", &["GetApis"]),
    ("athena", &["GetQueryResults"]),
    ("budgets", &["DescribeBudgetPerformanceHistory"]),
    ("cloudfront", &["ListDistributions", "ListKeyValueStores", "ListDistributionTenants"]),
    ("cognito-identity", &["ListIdentityPools"]),
    ("cognito-idp", &["ListUserPools"]),
    ("devicefarm", &["GetOfferingStatus", "ListUniqueProblems"]),
    (
        "devops-guru",
        &[
            "DescribeOrganizationResourceCollectionHealth",
            "GetResourceCollection",
            "ListAnomalousLogGroups",
        ],
    ),
    ("dynamodb", &["Query", "Scan"]),
    ("ec2", &["DescribeByoipCidrs"]),
    ("ecr", &["DescribeImageScanFindings"]),
    ("fms", &["ListAppsLists", "ListProtocolsLists", "ListThirdPartyFirewallFirewallPolicies"]),
    ("glacier", &["ListVaults"]),
    ("greengrass", &["ListGroups"]),
    ("iam", &["GetAccountAuthorizationDetails"]),
    ("importexport", &["ListJobs"]),
    ("iotsitewise", &["ExecuteQuery", "GetQueryResults"]),
    ("kinesis", &["DescribeStream"]),
    ("marketplace-discovery", &["SearchFacets"]),
    ("networkflowmonitor", &["GetQueryResultsPerformanceMonitor"]),
    ("rds", &["DownloadDBLogFilePortion"]),
    ("redshift-data", &["GetStatementResult"]),
    ("resiliencehub", &["ListMetrics"]),
    ("route53", &["ListHostedZones", "ListResourceRecordSets"]),
    ("s3", &["ListMultipartUploads", "ListObjectVersions", "ListObjects", "ListParts"]),
    ("taxsettings", &["ListTaxExemptions"]),
];

/// Service, waiters; all of them where none is named.
const WAITERS: &[(&str, &[&str])] = &[
    ("acm-pca", &["CertificateAuthorityCSRCreated", "CertificateIssued"]),
    ("appconfig", &["EnvironmentReadyForDeployment"]),
    ("cloudformation", &["StackCreateComplete"]),
    (
        "cloudfront",
        &["DistributionDeployed", "InvalidationCompleted", "StreamingDistributionDeployed"],
    ),
    ("dynamodb", &["KinesisStreamingDestinationActive"]),
    (
        "ec2",
        &[
            "ConversionTaskDeleted",
            "PasswordDataAvailable",
            "SecurityGroupVpcAssociationDisassociated",
        ],
    ),
    ("ecs", &["ServicesStable"]),
    ("elbv2", &["LoadBalancersDeleted"]),
    ("glacier", &["VaultNotExists"]),
    ("inspector2", &["ConnectorDeleted"]),
    ("lambda", &["FunctionExists"]),
    ("location", &["JobCompleted"]),
    ("macie2", &["FindingRevealed"]),
    ("medialive", &[]),
    (
        "neptune-graph",
        &[
            "ExportTaskCancelled",
            "GraphDeleted",
            "GraphSnapshotDeleted",
            "GraphStopped",
            "ImportTaskCancelled",
            "PrivateGraphEndpointDeleted",
        ],
    ),
    ("omics", &["AnnotationStoreDeleted", "AnnotationStoreVersionDeleted", "VariantStoreDeleted"]),
    (
        "rds",
        &[
            "DBClusterDeleted",
            "DBClusterSnapshotDeleted",
            "DBInstanceDeleted",
            "DBSnapshotDeleted",
            "TenantDatabaseDeleted",
        ],
    ),
    ("route53-recovery-control-config", &[]),
    ("s3", &["BucketExists", "BucketNotExists", "ObjectNotExists"]),
    ("ses", &["IdentityExists"]),
];

fn main() {
    let mut configuration = maitred_build::configure();
    for (service, operations) in PAGINATORS {
        configuration = configuration.service(*service, |wanted| {
            operations.iter().fold(wanted, |wanted, operation| wanted.paginator(*operation))
        });
    }
    for (service, waiters) in WAITERS {
        configuration = configuration.service(*service, |wanted| match waiters {
            [] => wanted.all_waiters(),
            named => named.iter().fold(wanted, |wanted, waiter| wanted.waiter(*waiter)),
        });
    }
    // The warnings, which are known, would stand in every build of the workspace.
    for problem in configuration.try_generate().err().iter().flatten() {
        println!("cargo::error={problem}");
    }
}
