# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

# mixins first
from . import seutuyp_guard_mixin
from . import seutuyp_dated_mixin
from . import seutuyp_signer_mixin
from . import seutuyp_mailer
from . import seutuyp_asked_mixin
from . import seutuyp_signer_handing_over
from . import seutuyp_person_mail_mixin
from . import mail_thread

# who is who
from . import seutuyp_area
from . import seutuyp_actor_type
from . import seutuyp_segment
from . import seutuyp_deciding_body
from . import seutuyp_criterion
from . import seutuyp_agreement_template
from . import seutuyp_agreement_template_section
from . import seutuyp_region
from . import seutuyp_region_area
from . import seutuyp_group
from . import seutuyp_group_member
from . import res_partner

# agreement: mixins, the text and its parts, then what happens to it
from . import seutuyp_workflow_log
from . import seutuyp_workflow_mixin
from . import seutuyp_token
from . import seutuyp_document
from . import seutuyp_document_public
from . import seutuyp_document_compare
from . import seutuyp_signature
from . import seutuyp_agreement
from . import seutuyp_agreement_content_mixin
from . import seutuyp_agreement_section
from . import seutuyp_agreement_person
from . import seutuyp_agreement_commitment
from . import seutuyp_agreement_cost_line
from . import seutuyp_agreement_annex
from . import seutuyp_agreement_matrix
from . import seutuyp_agreement_comment
from . import seutuyp_agreement_party
from . import seutuyp_agreement_content
from . import seutuyp_agreement_signing
from . import seutuyp_agreement_party_signing
from . import seutuyp_agreement_party_answers
from . import seutuyp_agreement_links
from . import seutuyp_agreement_documents
from . import seutuyp_agreement_mail
from . import seutuyp_agreement_criteria
from . import seutuyp_review_meeting
from . import seutuyp_review_round
from . import seutuyp_agreement_assessment
from . import seutuyp_agreement_review
from . import seutuyp_licence
from . import seutuyp_licence_public
from . import seutuyp_licence_risk
from . import seutuyp_licence_case
from . import seutuyp_licence_case_line
from . import seutuyp_licence_case_mail
from . import seutuyp_licence_expiry
from . import seutuyp_brand_file
from . import seutuyp_brand_use
from . import seutuyp_agreement_paper
from . import seutuyp_agreement_next_step
from . import seutuyp_agreement_form
from . import seutuyp_agreement_portal
from . import seutuyp_agreement_words
from . import seutuyp_workflow_reason
from . import seutuyp_region_agreement
from . import seutuyp_agreement_term
from . import seutuyp_agreement_notice
from . import seutuyp_agreement_renewal
from . import seutuyp_agreement_difference
from . import seutuyp_agreement_amendment
from . import seutuyp_agreement_amendment_signer
from . import seutuyp_agreement_amendment_documents
from . import seutuyp_agreement_later_portal

# good practices and material
from . import seutuyp_shared_mixin
from . import seutuyp_material
from . import seutuyp_practice

# people change
from . import seutuyp_handover_line
from . import seutuyp_handover
from . import seutuyp_handover_effect

from . import ir_config_parameter
from . import res_config_settings
from . import ir_attachment

# pages and documents
from . import ir_actions_report
from . import ir_http
from . import res_lang

# what the law asks for: pages, feedback, retention, what is kept of a person
from . import seutuyp_public_text
from . import seutuyp_accessibility_feedback
from . import seutuyp_processing_activity
from . import seutuyp_retention
from . import seutuyp_person_data
from . import seutuyp_person_finding
from . import seutuyp_person_erasing
from . import seutuyp_person_traces
from . import seutuyp_person_words

# Excel in and out, and contacts entered twice
from . import seutuyp_import
from . import seutuyp_import_partner
from . import seutuyp_import_member
from . import seutuyp_import_party
from . import seutuyp_duplicate

# how a region stands, and the home screen
from . import seutuyp_region_viewer
from . import seutuyp_region_duties
from . import seutuyp_area_deputy
from . import seutuyp_stand_in
from . import seutuyp_vacancy
from . import seutuyp_home
from . import seutuyp_home_waiting
from . import seutuyp_commitment_followup
from . import seutuyp_organisation
from . import seutuyp_home_licence
from . import seutuyp_home_asked
from . import seutuyp_home_brand
from . import seutuyp_home_services
from . import seutuyp_home_coordinator
from . import seutuyp_home_later
from . import seutuyp_home_reviewer
from . import seutuyp_home_law
from . import seutuyp_system
from . import seutuyp_system_metrics
from . import seutuyp_system_checks
from . import seutuyp_system_around
from . import seutuyp_home_system
from . import mail_followers
from . import seutuyp_service_category
from . import seutuyp_service
from . import seutuyp_service_offer
from . import seutuyp_service_change
from . import seutuyp_service_digest
from . import seutuyp_service_confirmation
from . import seutuyp_service_coverage
from . import seutuyp_service_coverage_count
from . import seutuyp_region_services
from . import seutuyp_region_services_duty
from . import seutuyp_licence_watch
from . import seutuyp_region_matrix
from . import seutuyp_region_help
from . import seutuyp_change
from . import seutuyp_change_rename
from . import seutuyp_change_area
from . import seutuyp_change_region
from . import seutuyp_change_people
from . import seutuyp_change_partner
