# The stack of the workload `core`. It needs no provider but Terraform's own, so that it is planned and applied
# anywhere; a team adds its providers and resources here, within what its entry in the catalog says it manages.

terraform {
  required_version = ">= 1.10.0"

  # Bucket, key and locks come from the workload's release contract: `nc terraform plan` sets them.
  backend "s3" {}
}

locals {
  # Days for which documents are kept.
  retention = {
    documents = 365
    drafts    = 30
  }
}

resource "terraform_data" "retention" {
  for_each = local.retention
  input    = each.value
}

output "retention" {
  description = "Days for which documents of each sort are kept."
  value       = { for name, days in terraform_data.retention : name => days.output }
}
